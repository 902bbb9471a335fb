package io.karge.runtime.internal;

import io.karge.ocpp.schema.UnicodeText;
import io.karge.station.SecurityEvents;
import io.karge.time.TimeSource;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Raises the security event InvalidMessages (Part 2, appendix 1) for messages of the CSMS that are not valid. A CSMS may send
 * any number of them: each kind is told once a minute, with how many more there were since. On the loop only, in steps.
 */
final class InvalidMessages {
    static final Duration APART = Duration.ofMinutes(1);

    private static final String EVENT = "InvalidMessages";
    private static final int LONGEST = 200;

    private final TimeSource time;
    private final Ports ports;
    private final Map<Kind, Told> told = new EnumMap<>(Kind.class);

    /** What is not valid. */
    enum Kind {
        /** It is no message of OCPP-J. */
        FRAME,
        /** A request that does not fit its schema, or is too long. */
        REQUEST,
        /** An answer that does not fit its schema. */
        ANSWER
    }

    /** When a kind was told the last time, and how many were not since. */
    private record Told(long at, int untold) {}

    InvalidMessages(TimeSource time, Ports ports) {
        this.time = time;
        this.ports = ports;
    }

    /** @param what it was, for people; words of the CSMS may be in it */
    void came(Kind kind, String what) {
        long now = time.nanoTime();
        Told before = told.get(kind);
        if (before != null && now - before.at() < APART.toNanos()) {
            told.put(kind, new Told(before.at(), before.untold() + 1));
            return;
        }
        int more = before == null ? 0 : before.untold();
        told.put(kind, new Told(now, 0));
        String text = UnicodeText.line(what, LONGEST);
        ports.find(SecurityEvents.class)
                .ifPresent(events -> events.raise(
                        EVENT, more == 0 ? text : text + "; " + more + " more of the kind came since the last was told"));
    }
}
