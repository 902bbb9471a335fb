package io.karge.block.transactions;

import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.station.Refusals.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a log archive tells of sessions, and of the events that the CSMS has not confirmed: no token of a customer.
 *
 * @param queued how many events wait
 * @param oldest the first of them, those that are sent next
 * @param dropped how many meter values were dropped since the queue was full
 * @param refused who was refused lately, masked
 */
record SessionsReport(List<At> sessions, int queued, List<Event> oldest, long dropped, List<Refusal> refused) {
    /** How many events are told of. */
    static final int MOST = 200;

    static SessionsReport of(Sessions sessions, DeliveryQueue queue, List<Refusal> refused) {
        return new SessionsReport(
                sessions.all().stream().map(At::of).toList(),
                queue.size(),
                queue.events()
                        .limit(MOST)
                        .map(QueuedEvent::event)
                        .map(Event::of)
                        .toList(),
                queue.dropped(),
                refused);
    }

    /**
     * A session.
     *
     * @param key under which it is stored
     * @param authorization whether somebody is authorized
     * @param nextSeqNo of its transaction; null when none runs
     * @param stop why it ends; null while it does not
     */
    record At(
            String key,
            int evseId,
            boolean pluggedIn,
            boolean pathClosed,
            String vehicle,
            @Nullable String fault,
            @Nullable Instant pluggedAt,
            @Nullable Instant waitingSince,
            boolean energised,
            String authorization,
            @Nullable String transactionId,
            @Nullable Instant startedAt,
            @Nullable String chargingState,
            @Nullable Integer nextSeqNo,
            @Nullable String stop) {

        static At of(Map.Entry<String, Session> entry) {
            Session session = entry.getValue();
            Progress progress = session.progress();
            Stop stop = session.stop();
            return new At(
                    entry.getKey(),
                    session.evseId(),
                    session.levels().pluggedIn(),
                    session.levels().pathClosed(),
                    session.levels().vehicle().name(),
                    session.levels().fault(),
                    session.pluggedAt(),
                    session.waitingSince(),
                    session.energised(),
                    session.grant().state().name(),
                    progress == null ? null : progress.transactionId(),
                    progress == null ? null : progress.startedAt(),
                    progress == null ? null : progress.chargingState().wire(),
                    progress == null ? null : progress.nextSeqNo(),
                    stop == null ? null : stop.trigger() + " " + stop.reason());
        }
    }

    /** An event that waits. */
    record Event(String transactionId, int seqNo, String eventType, String triggerReason, Instant at) {
        static Event of(TransactionEventRequest event) {
            return new Event(
                    event.transactionInfo().transactionId(),
                    event.seqNo(),
                    event.eventType().wire(),
                    event.triggerReason().wire(),
                    event.timestamp());
        }
    }
}
