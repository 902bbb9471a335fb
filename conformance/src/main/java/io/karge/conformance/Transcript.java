package io.karge.conformance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Every text that was exchanged with the station during a case. Thread-safe. */
public final class Transcript {
    private final List<Line> lines = new ArrayList<>();

    /**
     * One text.
     *
     * @param fromStation or from the CSMS
     */
    public record Line(Instant at, boolean fromStation, String text) {
        @Override
        public String toString() {
            return at + (fromStation ? "  station  " : "  CSMS     ") + text;
        }
    }

    synchronized void add(Line line) {
        lines.add(line);
    }

    public synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    /** What the CSMS had to refuse with a CALLERROR: a conforming station sends nothing of the kind. */
    List<String> refused() {
        return lines().stream()
                .filter(line -> !line.fromStation() && line.text().startsWith("[4"))
                .map(Line::text)
                .toList();
    }
}
