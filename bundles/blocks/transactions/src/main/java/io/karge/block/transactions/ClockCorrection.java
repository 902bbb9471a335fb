package io.karge.block.transactions;

import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.station.StationEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Corrects what was stamped by a clock that nobody had set: events that have not been sent, with their meter values,
 * samples for the end, and sessions. Everything of one transaction is shifted by the same; one that was told of before is
 * not shifted to before that.
 */
final class ClockCorrection {
    private final StationEvent.ClockSet set;
    private final DeliveryQueue queue;
    private final Sessions sessions;
    private final EndedSamples samples;
    private final Map<String, Duration> shifts = new HashMap<>();

    ClockCorrection(StationEvent.ClockSet set, DeliveryQueue queue, Sessions sessions, EndedSamples samples) {
        this.set = set;
        this.queue = queue;
        this.sessions = sessions;
        this.samples = samples;
    }

    void apply() {
        queue.events()
                .filter(queued -> set.concerns(queued.event().timestamp()))
                .forEach(first -> shifts.computeIfAbsent(first.transactionId(), transaction -> shift(first)));
        queue.revise(queued -> queued.corrected(correction(queued.transactionId())));
        sessions.all().forEach(entry -> {
            Progress progress = entry.getValue().progress();
            UnaryOperator<Instant> correction = correction(progress == null ? "" : progress.transactionId());
            sessions.put(entry.getKey(), entry.getValue().corrected(correction));
            if (progress != null) {
                samples.correct(entry.getValue().evseId(), correction);
            }
        });
    }

    /**
     * Where the clock was set back before, the last event of the transaction may be later than all that was known then.
     *
     * @param queued the first event of a transaction that was stamped by the wrong clock
     */
    private Duration shift(QueuedEvent queued) {
        TransactionEventRequest first = queued.event();
        Instant before = queued.before();
        Instant told = before != null && before.isAfter(set.known()) ? before : set.known();
        Duration toLastKnown = Duration.between(first.timestamp(), told);
        return first.eventType() != TransactionEventEnumType.Started
                        && set.error().compareTo(toLastKnown) < 0
                ? toLastKnown
                : set.error();
    }

    private UnaryOperator<Instant> correction(String transactionId) {
        Duration shift = shifts.getOrDefault(transactionId, set.error());
        return stamp -> set.concerns(stamp) ? stamp.plus(shift) : stamp;
    }
}
