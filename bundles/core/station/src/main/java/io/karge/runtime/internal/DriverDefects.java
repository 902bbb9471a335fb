package io.karge.runtime.internal;

import io.karge.ocpp.schema.UnicodeText;
import io.karge.runtime.internal.DriverCalls.Overdue;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one driver of a station does that it must not, as problems of the station: each kind is told once, with what was
 * seen first, and is over with the driver, or when it has not been seen for a while. Thread-safe.
 */
final class DriverDefects {
    /** Long enough that what comes and goes is one problem. */
    static final Duration FORGOTTEN = Duration.ofMinutes(10);

    /** Of what was thrown, for people. */
    private static final int LONGEST = 500;

    /** Causes of causes: a chain may be a ring. */
    private static final int DEEPEST = 20;

    private static final Logger LOG = LoggerFactory.getLogger(DriverDefects.class);
    private static final String REPLACE =
            "Install another version of the driver (a newer one is used at once, driver:use"
                    + " goes back to an older one), and show its maker this text";

    private final String stationId;
    private final DriverEntry entry;
    private final ProblemList.Part problems;
    private final TimeSource time;
    private final Map<String, Seen> seen = new HashMap<>();
    private boolean closed;

    /** A defect that is told, and the look at whether it is over. */
    private static final class Seen {
        private long lastNanos;
        private Cancellable look = () -> {};
    }

    /** @param part keys of its own among the problems of the station */
    DriverDefects(String stationId, DriverEntry entry, ProblemList problems, String part, TimeSource time) {
        this.stationId = stationId;
        this.entry = entry;
        this.problems = problems.part(part);
        this.time = time;
    }

    String stationId() {
        return stationId;
    }

    /** The driver with its version, for people. */
    String driver() {
        return "driver " + entry.driver() + " " + entry.source().version();
    }

    /** Something that the driver told or did is against its contract: told once while it goes on. */
    void tell(String kind, String what, String why) {
        tell(kind, what, why, null);
    }

    /** As {@link #tell(String, String, String)}, of what was thrown. */
    synchronized void tell(String kind, String what, String why, @Nullable Throwable cause) {
        if (closed) {
            return;
        }
        Seen before = seen.get(kind);
        if (before != null) {
            before.lastNanos = time.nanoTime();
            return;
        }
        Seen first = new Seen();
        first.lastNanos = time.nanoTime();
        seen.put(kind, first);
        if (cause != null) {
            LOG.error("station={} the {} {}", stationId, driver(), what, cause);
        }
        problems.raise(kind, "The " + driver() + " " + what, why, REPLACE);
        lookLater(kind, first, FORGOTTEN);
    }

    /**
     * A task that the driver has given threw something: told once for each kind of exception.
     *
     * @param task which, for people
     */
    void failed(String task, Throwable thrown) {
        LOG.debug("station={} the {}: {} threw", stationId, driver(), task, thrown); // also of one that is gone
        Throwable root = root(thrown);
        tell(
                "failed." + root.getClass().getName(),
                "is defective",
                "at station " + stationId + " its " + task + " threw " + UnicodeText.line(thrown.toString(), LONGEST)
                        + place(root) + ". What it was to do is not done",
                thrown);
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; depth < DEEPEST && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        return root;
    }

    /** Where it was thrown: the first line that is no library's of Java. */
    private static String place(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> !frame.getClassName().startsWith("java.")
                        && !frame.getClassName().startsWith("jdk."))
                .findFirst()
                .map(frame -> ", at " + frame)
                .orElse("");
    }

    private void lookLater(String kind, Seen defect, Duration delay) {
        defect.look = time.schedule(delay, () -> look(kind, defect));
    }

    private synchronized void look(String kind, Seen defect) {
        if (closed || seen.get(kind) != defect) {
            return;
        }
        Duration quiet = Duration.ofNanos(time.nanoTime() - defect.lastNanos);
        if (quiet.compareTo(FORGOTTEN) >= 0) {
            over(kind);
        } else {
            lookLater(kind, defect, FORGOTTEN.minus(quiet));
        }
    }

    /** The defect is not there any more. */
    synchronized void over(String kind) {
        Seen gone = seen.remove(kind);
        if (gone != null) {
            gone.look.cancel();
            problems.clear(kind);
        }
    }

    /** A call does not return; told until it does. */
    synchronized void hangs(String key, Overdue call) {
        if (!closed) {
            problems.raise(
                    key,
                    "The " + driver() + " hangs",
                    "at station " + stationId + " its " + call.text(),
                    "Install another version of the driver: it takes over at once, beside the one that hangs. Show the"
                            + " maker of this one the stack of its thread (threads in the console, or jstack)");
        }
    }

    /** It has returned. */
    synchronized void returned(String key) {
        problems.clear(key);
    }

    /** The driver is gone: nothing of it is of interest any more. */
    synchronized void close() {
        closed = true;
        seen.values().forEach(defect -> defect.look.cancel());
        seen.clear();
        problems.clearAll();
    }
}
