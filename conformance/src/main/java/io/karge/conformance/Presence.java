package io.karge.conformance;

import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.messages.BootNotificationResponse;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the station could not tell what happened: while it had no connection, or was not accepted. As its CSMS sees it: from
 * the last text before an attempt to connect until the first request of the new connection, or the answer Accepted to its
 * BootNotification. Thread-safe.
 */
final class Presence {
    private final List<Instant> attempts = new ArrayList<>();
    private final List<Away> over = new ArrayList<>();
    private Instant last;
    private @Nullable Instant lost;

    private record Away(Instant from, Instant to) {}

    /** @param since nothing of before is told */
    Presence(Instant since) {
        last = since;
    }

    /** A text came or went. */
    synchronized void exchanged(Instant at) {
        if (lost == null) {
            last = at;
        }
    }

    /** The station tried to connect, admitted or not. */
    synchronized void attempted(Instant at) {
        attempts.add(at);
        leave();
    }

    /** When the station tried to connect. */
    synchronized List<Instant> attempts() {
        return List.copyOf(attempts);
    }

    private void leave() {
        if (lost == null) {
            lost = last;
        }
    }

    /** A request came and was answered so. */
    synchronized void received(OcppResponse answer, Instant at) {
        boolean refused =
                answer instanceof BootNotificationResponse boot && boot.status() != RegistrationStatusEnumType.Accepted;
        if (refused) {
            leave();
        } else if (lost != null) {
            over.add(new Away(lost, at));
            lost = null;
            last = at;
        }
    }

    /** Whether the station was away at any moment between these, give or take a deviation. */
    synchronized boolean wasAway(Instant from, Instant to, Duration deviation) {
        return over.stream()
                .anyMatch(away ->
                        !away.from().isAfter(to.plus(deviation)) && !away.to().isBefore(from.minus(deviation)));
    }
}
