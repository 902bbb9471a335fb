package io.karge.runtime.internal;

import io.karge.ocpp.schema.UnicodeText;
import io.karge.time.TimeSource;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * What concerns the security of the gateway, and with it of each of its stations, as their security events (Part 2, appendix
 * 1). Whoever asks often makes few of them: a CSMS is told of each. Thread-safe.
 */
final class GatewayIncidents {
    private static final Duration ENTERED_APART = Duration.ofHours(1);
    private static final Duration REFUSED_APART = Duration.ofMinutes(1);
    private static final int LONGEST_NAME = 60;

    private final BiConsumer<String, String> raise;
    private final Seldom<String> entered;
    private final Seldom<String> refused;
    private final Seldom<String> memory;

    /** @param raise raises an event of that type, with that text, at all stations */
    GatewayIncidents(TimeSource time, BiConsumer<String, String> raise) {
        this.raise = raise;
        this.entered = new Seldom<>(time, ENTERED_APART);
        this.refused = new Seldom<>(time, REFUSED_APART);
        this.memory = new Seldom<>(time, ENTERED_APART);
    }

    /** Somebody has entered: told once an hour for each user and origin, since programs enter for each of their commands. */
    void entered(String user, String origin) {
        String who = who(user, origin);
        entered.happened(who).ifPresent(more -> raise.accept("MaintenanceLoginAccepted", who + more(more)));
    }

    /** Somebody was not let in: told once a minute, whoever it is, since those who guess do so all the time. */
    void refused(String user, String origin) {
        refused.happened("").ifPresent(more -> raise.accept("MaintenanceLoginFailed", who(user, origin) + more(more)));
    }

    /** Memory is getting full: told once an hour. */
    void memoryGetsFull(String what) {
        memory.happened("").ifPresent(more -> raise.accept("MemoryExhaustion", what + more(more)));
    }

    /** As the appendix recommends. */
    private static String who(String user, String origin) {
        return "{'user': '" + quoted(user) + "', 'origin': '" + quoted(origin) + "'}";
    }

    private static String quoted(String text) {
        return UnicodeText.line(text, LONGEST_NAME).replace("'", "?");
    }

    private static String more(int more) {
        return more == 0 ? "" : " and " + more + " more since the last was told";
    }
}
