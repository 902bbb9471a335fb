package io.karge.security;

import io.karge.security.ChainedLogFiles.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Compares the lines of a {@link ChainedLog} with its chain, one after the other. One use, one thread. */
final class ChainCheck {
    private static final int MOST_FAULTS = 3;

    private final SecretKey key;
    private final List<String> faults = new ArrayList<>();
    private String file = "";
    private int number;
    private int untold;
    private long first;
    private long last;
    private @Nullable String lastMac;

    ChainCheck(SecretKey key) {
        this.key = key;
    }

    /** The lines of a file follow. */
    void begin(String name) {
        file = name;
        number = 0;
    }

    void line(String text) {
        number++;
        Optional<ChainedLine> read = ChainedLine.read(text);
        if (read.isEmpty()) {
            fault("is no line of this log");
            return;
        }
        ChainedLine line = read.get();
        String before = lastMac == null ? beginning(line) : lastMac;
        if (first == 0) {
            first = line.seq();
        } else if (line.seq() != last + 1) {
            fault("has seq=" + line.seq() + " after seq=" + last
                    + (line.seq() > last + 1 ? ": lines between them were cut out" : ": its order was changed"));
        }
        if (!line.follows(before, key)) {
            fault("seq=" + line.seq() + " is not what was written there, or what was before it is not");
        }
        if (line.text().equals(ChainedLog.HEAD_MISSING)) {
            fault("seq=" + line.seq() + " says that " + ChainedLog.HEAD_MISSING);
        }
        last = line.seq();
        lastMac = line.mac();
    }

    /** What the first line of the oldest file followed: it says so itself, under its own hash. */
    private String beginning(ChainedLine line) {
        String text = line.text();
        String before = text.startsWith(ChainedLog.ROTATED) ? text.substring(ChainedLog.ROTATED.length()) : "";
        return line.seq() > 1 && before.matches("[0-9a-f]{64}") ? before : ChainedLine.BEGINNING;
    }

    private void fault(String what) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(file + " line " + number + " " + what);
        } else {
            untold++;
        }
    }

    /** @param head what the log says of itself; null when it says nothing that can be believed */
    ChainedLog.Check end(@Nullable Head head, boolean headPresent) {
        if (untold > 0) {
            faults.add("and " + untold + " more like these");
        }
        if (head == null) {
            if (headPresent || last > 0) {
                faults.add(
                        headPresent
                                ? "the head was not written by this gateway"
                                : "the head is missing: whether lines were cut off at the end is not known");
            }
        } else if (last < head.last()) {
            faults.add("lines seq=" + (last + 1) + " to seq=" + head.last() + " were cut off at the end");
        } else if (first > head.first()) {
            faults.add("lines seq=" + head.first() + " to seq=" + (first - 1) + " were cut off at the beginning");
        }
        return new ChainedLog.Check(first, last, faults);
    }
}
