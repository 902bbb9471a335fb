package io.karge.runtime.internal;

import io.karge.runtime.StationView;
import io.karge.station.Problems;
import io.karge.time.TimeSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The problems of a station or of the gateway, in the order in which they came up. Each coming and going is a line of the
 * log, but of one part, as the faults that a driver tells, no more than some in a minute; the others are counted. Thread-safe.
 */
public final class ProblemList implements Problems {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemList.class);

    private static final Duration PERIOD = Duration.ofMinutes(1);

    /** Lines about one part in a period. */
    static final int MOST_LINES = 30;

    private final String owner;
    private final TimeSource time;
    private final Seldom<String> lines;
    private final Map<String, StationView.Problem> raised = new LinkedHashMap<>();

    /** @param owner what log lines begin with, {@code station=HYC-1} or {@code gateway} */
    public ProblemList(String owner, TimeSource time) {
        this.owner = owner;
        this.time = time;
        this.lines = new Seldom<>(time, PERIOD, MOST_LINES);
    }

    @Override
    public synchronized void raise(String key, String what, String why, String remedy) {
        if (put(key, what, why, remedy)) {
            line(key, more -> LOG.warn("{} {}: {}. {}{}", owner, what, why, remedy, more));
        }
    }

    /**
     * As {@link #raise}, of what goes on with a cause that varies, as a time or a count: people can see the newest, and it is
     * a line of the log only when something else is wrong than before.
     */
    synchronized void raiseOnce(String key, String what, String why, String remedy) {
        StationView.Problem before = raised.get(key);
        if (before != null && before.what().equals(what)) {
            put(key, what, why, remedy);
        } else {
            raise(key, what, why, remedy);
        }
    }

    /** As {@link #raise}, of what somebody has done on purpose: people can see it, and the log does not warn of it. */
    synchronized void note(String key, String what, String why, String remedy) {
        if (put(key, what, why, remedy)) {
            line(key, more -> LOG.info("{} {}: {}. {}{}", owner, what, why, remedy, more));
        }
    }

    /** Whether that is another than before. */
    private boolean put(String key, String what, String why, String remedy) {
        StationView.Problem before = raised.get(key);
        StationView.Problem now =
                new StationView.Problem(before == null ? time.wallClock() : before.since(), what, why, remedy);
        raised.put(key, now);
        return !now.equals(before);
    }

    @Override
    public synchronized void clear(String key) {
        StationView.Problem gone = raised.remove(key);
        if (gone != null) {
            line(key, more -> LOG.info("{} is over: {}{}", owner, gone.what(), more));
        }
    }

    /** @param log writes it, with how many of its part were left out before */
    private void line(String key, Consumer<String> log) {
        lines.happened(key.substring(0, key.indexOf('.') + 1))
                .ifPresent(more -> log.accept(
                        more == 0
                                ? ""
                                : " (" + more + " such lines were left out since the last; karge:problems has all)"));
    }

    /** The problems of one part, whose keys are its own. */
    Part part(String name) {
        return new Part(name + ".");
    }

    /** What is wrong now. */
    public synchronized List<StationView.Problem> all() {
        return List.copyOf(raised.values());
    }

    /** What one block raises; it goes with the block. */
    final class Part implements Problems {
        private final String prefix;

        private Part(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public void raise(String key, String what, String why, String remedy) {
            ProblemList.this.raise(prefix + key, what, why, remedy);
        }

        @Override
        public void clear(String key) {
            ProblemList.this.clear(prefix + key);
        }

        void raiseOnce(String key, String what, String why, String remedy) {
            ProblemList.this.raiseOnce(prefix + key, what, why, remedy);
        }

        void note(String key, String what, String why, String remedy) {
            ProblemList.this.note(prefix + key, what, why, remedy);
        }

        void clearAll() {
            synchronized (ProblemList.this) {
                List.copyOf(raised.keySet()).stream()
                        .filter(key -> key.startsWith(prefix))
                        .forEach(ProblemList.this::clear);
            }
        }
    }
}
