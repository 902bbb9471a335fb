package io.karge.conformance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Every text that was exchanged with the station during a case, and every manual action. Thread-safe. */
public final class Transcript {
    /** What a CALLERROR of the CSMS says that a case wants. */
    static final String WANTED = "the case wants this CALLERROR";

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

    /** The first text of the station that fits; the lines before this many are passed over. */
    Optional<String> ofStation(int from, Predicate<String> fits) {
        return lines().stream()
                .skip(from)
                .filter(Line::fromStation)
                .map(Line::text)
                .filter(fits)
                .findFirst();
    }

    /** What the CSMS had to refuse with a CALLERROR: a conforming station sends nothing of the kind. */
    List<String> refused() {
        return lines().stream()
                .filter(line -> line.side() == Side.CSMS && line.text().startsWith("[4"))
                .filter(line -> !line.text().contains(WANTED))
                .map(Line::text)
                .toList();
    }
}
