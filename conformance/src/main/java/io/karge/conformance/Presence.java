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
    private final List<Away> heldUp = new ArrayList<>();
    private @Nullable Instant unanswered;

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

    /** A request came and was answered so; null when it was not, or with a CALLERROR. */
    synchronized void received(@Nullable OcppResponse answer, Instant at) {
        answered(answer != null, at);
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

    private void answered(boolean well, Instant at) {
        if (!well && unanswered == null) {
            unanswered = at;
        } else if (well && unanswered != null) {
            heldUp.add(new Away(unanswered, at));
            unanswered = null;
        }
    }

    /** Whether a message of this moment may have waited for one that was not answered, or was repeated itself. */
    synchronized boolean wasHeldUp(Instant at, Duration deviation) {
        boolean still = unanswered != null && !unanswered.isAfter(at.plus(deviation));
        return still || during(heldUp, at, at, deviation);
    }

    /** Whether the station was away at any moment between these, give or take a deviation. */
    synchronized boolean wasAway(Instant from, Instant to, Duration deviation) {
        return during(over, from, to, deviation);
    }

    private static boolean during(List<Away> all, Instant from, Instant to, Duration deviation) {
        return all.stream()
                .anyMatch(away ->
                        !away.from().isAfter(to.plus(deviation)) && !away.to().isBefore(from.minus(deviation)));
    }
}
