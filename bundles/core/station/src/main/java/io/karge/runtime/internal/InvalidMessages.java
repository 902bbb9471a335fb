package io.karge.runtime.internal;

import io.karge.ocpp.schema.UnicodeText;
import io.karge.station.SecurityEvents;
import io.karge.time.TimeSource;
import java.time.Duration;

/**
 * Raises the security event InvalidMessages (Part 2, appendix 1) for messages of the CSMS that are not valid. A CSMS may send
 * any number of them: each kind is told once a minute, with how many more there were since. On the loop only, in steps.
 */
final class InvalidMessages {
    private static final String EVENT = "InvalidMessages";
    private static final Duration APART = Duration.ofMinutes(1);
    private static final int LONGEST = 200;

    private final Ports ports;
    private final Seldom<Kind> seldom;

    /** What is not valid. */
    enum Kind {
        /** It is no message of OCPP-J. */
        FRAME,
        /** A request that does not fit its schema, or is too long. */
        REQUEST,
        /** An answer that does not fit its schema. */
        ANSWER
    }

    InvalidMessages(TimeSource time, Ports ports) {
        this.ports = ports;
        this.seldom = new Seldom<>(time, APART);
    }

    /** @param what it was, for people; words of the CSMS may be in it */
    void came(Kind kind, String what) {
        seldom.happened(kind).ifPresent(more -> {
            String text = UnicodeText.line(what, LONGEST);
            ports.find(SecurityEvents.class)
                    .ifPresent(events -> events.raise(
                            EVENT,
                            more == 0 ? text : text + "; " + more + " more of the kind came since the last was told"));
        });
    }
}
