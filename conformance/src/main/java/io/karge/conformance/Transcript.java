package io.karge.conformance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Every text that was exchanged with the station during a case, and every manual action. Thread-safe. */
public final class Transcript {
    private final List<Line> lines = new ArrayList<>();

    /** Who said or did something. */
    public enum Side {
        STATION("station"),
        CSMS("CSMS"),
        /** A person at the station: a manual action. */
        PERSON("person");

        private final String label;

        Side(String label) {
            this.label = label;
        }
    }

    /**
     * One text, or one manual action in words.
     *
     * @param text the frame as it went over the wire
     */
    public record Line(Instant at, Side side, String text) {

        /** Whether it is a text of the station. */
        public boolean fromStation() {
            return side == Side.STATION;
        }

        @Override
        public String toString() {
            return at + "  " + (side.label + "       ").substring(0, 9) + text;
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
                .filter(line -> line.side() == Side.CSMS && line.text().startsWith("[4"))
                .map(Line::text)
                .toList();
    }
}
