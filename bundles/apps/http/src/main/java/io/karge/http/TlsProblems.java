package io.karge.http;

import io.karge.runtime.ProblemSource;
import io.karge.runtime.StationView;
import io.karge.time.TimeSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is wrong with the files of HTTPS while its port is open all the same; told once in the log. Thread-safe. */
final class TlsProblems implements ProblemSource {
    private static final Logger LOG = LoggerFactory.getLogger(TlsProblems.class);

    private final TimeSource time;
    private final Map<String, StationView.Problem> raised = new TreeMap<>();

    TlsProblems(TimeSource time) {
        this.time = time;
    }

    synchronized void raise(String what, String why, String remedy) {
        StationView.Problem before = raised.get(what);
        if (before == null || !before.why().equals(why)) {
            raised.put(what, new StationView.Problem(time.wallClock(), what, why, remedy));
            LOG.warn("{}: {}. What to do: {}", what, why, remedy);
        }
    }

    synchronized void clear(String what) {
        if (raised.remove(what) != null) {
            LOG.info("Over: {}", what);
        }
    }

    synchronized void clearAll() {
        List.copyOf(raised.keySet()).forEach(this::clear);
    }

    @Override
    public synchronized List<StationView.Problem> problems() {
        return List.copyOf(raised.values());
    }
}
