package io.karge.station;

import io.karge.ocpp.OcppResponse;
import java.time.Duration;

/**
 * Delivery of what is repeated without end until the CSMS has seen it. One that refuses, or answers unreadably, has; saying it
 * again would hold up those behind it for ever.
 *
 * @param <T> what is stored of a message
 * @param <R> what the CSMS answers
 */
public interface UntilSeen<T extends Record, R extends OcppResponse> extends Delivery<T, R> {

    /** Between the end of a transmission that nobody answered and the next one. */
    Duration RETRY = Duration.ofSeconds(60);

    @Override
    default Outcome replied(T item, CallReply<R> reply, int sends) {
        return reply instanceof CallReply.TimedOut ? new Outcome.RetryAfter(RETRY) : new Outcome.Done();
    }
}
