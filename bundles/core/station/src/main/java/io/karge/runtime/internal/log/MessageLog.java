package io.karge.runtime.internal.log;

import io.karge.runtime.LoggedMessage;
import io.karge.station.LogSource;
import io.karge.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The latest messages of a station in memory, and all of them on disk as far as they fit. A message is masked when it is
 * written or read, whichever comes first, and not on the station's loop, where it would come before the answer. A message
 * after a pause is written at once; those that follow it are written together, because opening the file costs more than
 * answering a request. Thread-safe; never blocks.
 */
public final class MessageLog {
    private static final int MAX_CHARACTERS = 500_000;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final int capacity;
    private final TimeSource time;
    private final Executor disk;
    private final @Nullable LogFile file;
    private final Deque<Unmasked> latest = new ArrayDeque<>();
    private List<Unmasked> unwritten = new ArrayList<>();
    private boolean planned;
    private long nextWrite;
    private long characters;
    private long lastSeq;

    /**
     * @param capacity how many messages stay in memory
     * @param disk may block, serial
     * @param file null for memory alone
     */
    public MessageLog(int capacity, TimeSource time, Executor disk, @Nullable LogFile file) {
        this.capacity = capacity;
        this.time = time;
        this.disk = disk;
        this.file = file;
        this.nextWrite = time.nanoTime();
    }

    /** Goes on counting where the file ends. Blocks; called once, before the first message. */
    public void resume() {
        long last = file == null ? 0 : file.lastSeq();
        synchronized (this) {
            lastSeq = Math.max(lastSeq, last);
        }
    }

    /**
     * Adds a message.
     *
     * @param direction in or out
     * @param type CALL, CALLRESULT or CALLERROR
     * @param frame as on the wire
     * @param mask takes the secrets out of the frame; on any thread
     */
    public void add(
            String direction,
            String type,
            @Nullable String action,
            @Nullable String messageId,
            String frame,
            UnaryOperator<String> mask) {
        Duration wait;
        synchronized (this) {
            Unmasked message = new Unmasked(
                    new LoggedMessage(++lastSeq, time.wallClock(), direction, type, action, messageId, frame), mask);
            latest.add(message);
            characters += frame.length();
            while (latest.size() > capacity || (characters > MAX_CHARACTERS && latest.size() > 1)) {
                characters -= latest.remove().length;
            }
            if (file == null) {
                return;
            }
            unwritten.add(message);
            if (planned) {
                return;
            }
            planned = true;
            wait = Duration.ofNanos(nextWrite - time.nanoTime());
        }
        if (wait.isNegative() || wait.isZero()) {
            disk.execute(this::write);
        } else {
            time.schedule(wait, () -> disk.execute(this::write));
        }
    }

    /** Writes what is not written yet, then runs the task; both on the thread for files. */
    public void flush(Runnable then) {
        disk.execute(() -> {
            write();
            then.run();
        });
    }

    /**
     * The messages with a greater number, oldest first. Of too many those that come next, so that whoever asks again
     * after the last one misses nothing; from 0, where nobody has read anything yet, the latest.
     */
    public List<LoggedMessage> after(long seq, int limit) {
        return masked(unmaskedAfter(seq, limit));
    }

    private synchronized List<Unmasked> unmaskedAfter(long seq, int limit) {
        List<Unmasked> found =
                latest.stream().filter(message -> message.seq > seq).toList();
        if (found.size() <= limit) {
            return found;
        }
        return seq > 0 ? found.subList(0, limit) : found.subList(found.size() - limit, found.size());
    }

    private static List<LoggedMessage> masked(List<Unmasked> messages) {
        return messages.stream().map(Unmasked::masked).toList();
    }

    /**
     * Its parts of a log archive: the files, the newest first; of a log in memory alone what is there.
     *
     * @param oldest what is older is left out
     * @param latest what is later is left out
     */
    public List<LogSource.Part> parts(Optional<Instant> oldest, Optional<Instant> latest) {
        LogFile written = file;
        if (written == null) {
            List<LoggedMessage> known = after(0, capacity).stream()
                    .filter(message -> oldest.filter(message.at()::isBefore).isEmpty()
                            && latest.filter(message.at()::isAfter).isEmpty())
                    .toList();
            return List.of(new LogSource.Part("messages.jsonl", out -> LogFile.write(known, out)));
        }
        return IntStream.rangeClosed(0, LogFile.GENERATIONS)
                .mapToObj(age -> new LogSource.Part(
                        age == 0 ? "messages.jsonl" : "messages." + age + ".jsonl",
                        out -> written.copy(age, oldest, latest, out)))
                .toList();
    }

    private void write() {
        List<Unmasked> messages;
        synchronized (this) {
            messages = unwritten;
            unwritten = new ArrayList<>();
            planned = false;
            nextWrite = time.nanoTime() + PAUSE.toNanos();
        }
        if (file != null && !messages.isEmpty()) {
            file.append(masked(messages));
        }
    }

    /** A message until somebody needs it, which masks it once and for all. */
    private static final class Unmasked {
        final long seq;
        final int length;
        private LoggedMessage message;
        private @Nullable UnaryOperator<String> mask;

        Unmasked(LoggedMessage message, UnaryOperator<String> mask) {
            this.seq = message.seq();
            this.length = message.frame().length();
            this.message = message;
            this.mask = mask;
        }

        synchronized LoggedMessage masked() {
            if (mask != null) {
                message = new LoggedMessage(
                        seq,
                        message.at(),
                        message.direction(),
                        message.type(),
                        message.action(),
                        message.messageId(),
                        mask.apply(message.frame()));
                mask = null;
            }
            return message;
        }
    }
}
