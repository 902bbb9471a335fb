package io.karge.block.transactions;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.messages.TransactionEventResponse;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.station.CallReply;
import io.karge.station.Delivery;
import io.karge.station.DurableQueue;
import io.karge.station.DurableQueues;
import io.karge.station.QueuedItem;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TransactionEvents on their way to the CSMS (E04, E08, E11 to E13). A refused or unanswered event is repeated after
 * MessageAttemptInterval times the number of its transmissions; after MessageAttempts it is discarded (E13.FR.04), and a
 * copy stays until somebody takes it.
 */
final class DeliveryQueue {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryQueue.class);
    static final String QUEUE = "queue";
    private static final String FULL = "transaction-queue";

    private final StationContext context;
    private final BiConsumer<TransactionEventRequest, Optional<IdTokenInfoType>> confirmed;
    private final Customers customers;
    private final DurableQueue<QueuedEvent> queue;
    /** How many events of each transaction wait. */
    private final Map<String, Integer> waiting = new HashMap<>();
    /** Whether dropping events has not made enough room. */
    private boolean tight;

    private long dropped;

    /**
     * @param confirmed called with the event and what the CSMS said of the token, after the event has left the queue
     */
    DeliveryQueue(
            StationContext context,
            Sessions sessions,
            BiConsumer<TransactionEventRequest, Optional<IdTokenInfoType>> confirmed) {
        this.context = context;
        this.customers = new Customers(context, sessions, this);
        this.confirmed = confirmed;
        this.queue = context.queue(QUEUE, QueuedEvent.class, new Attempts());
        queue.items().forEach(event -> count(event, 1));
    }

    /** The transactions that stored events tell of, as far as these can be read. */
    static Stream<String> transactions(Map<String, byte[]> stored) {
        return DurableQueues.stored(stored, QUEUE, QueuedEvent.class).stream().map(QueuedEvent::transactionId);
    }

    /**
     * Takes an event over, in the step that caused it. It is sent by {@link #send}.
     *
     * @param before the timestamp of the transaction's event before, null when there is none
     */
    void add(TransactionEventRequest event, @Nullable Instant before) {
        QueuedEvent added = new QueuedEvent(event, before);
        count(added, 1);
        queue.add(added);
        if (tight) {
            tight = false;
            queue.reviseUnsent(QueuedEvent::withFewerSamples);
        }
    }

    private void count(QueuedEvent event, int more) {
        waiting.merge(event.transactionId(), more, (before, change) -> before + change == 0 ? null : before + change);
    }

    /** Sends the first event if nothing stands in the way. */
    void send() {
        queue.send();
    }

    /**
     * The connection is gone: what waits is an offline event from now on (E11.FR.07), also what was in flight: it is
     * repeated, as it was but for that.
     */
    void offline() {
        queue.reviseAll(QueuedEvent::asOffline);
    }

    /** What sessions and waiting events hold of customers. */
    Customers customers() {
        return customers;
    }

    /** What waits, the oldest first; to be used at once. */
    Stream<QueuedEvent> events() {
        return queue.items();
    }

    /** Changes what has not been sent. */
    void revise(UnaryOperator<QueuedEvent> revision) {
        queue.reviseUnsent(revision);
    }

    int size() {
        return queue.size();
    }

    /** How many meter values were dropped because too much waited, since the CSMS had everything. */
    long dropped() {
        return dropped;
    }

    /** How many events of one transaction wait. */
    int size(String transactionId) {
        return waiting.getOrDefault(transactionId, 0);
    }

    /** When the first event that waits happened, null when none does. */
    @Nullable
    Instant oldest() {
        return queue.items().findFirst().map(first -> first.event().timestamp()).orElse(null);
    }

    /** The same of one transaction. */
    Optional<Instant> oldest(String transactionId) {
        return size(transactionId) == 0
                ? Optional.empty()
                : queue.items()
                        .map(QueuedEvent::event)
                        .filter(event -> event.transactionInfo().transactionId().equals(transactionId))
                        .findFirst()
                        .map(TransactionEventRequest::timestamp);
    }

    /** How often and when an event is repeated (E13), and what is dropped when room runs out (J02). */
    private final class Attempts implements Delivery<QueuedEvent, TransactionEventResponse> {

        @Override
        public OcppRequest request(QueuedEvent item) {
            return item.event();
        }

        @Override
        public Class<TransactionEventResponse> responseType() {
            return TransactionEventResponse.class;
        }

        @Override
        public Outcome replied(QueuedEvent item, CallReply<TransactionEventResponse> reply, int sends) {
            if (reply instanceof CallReply.Answered || reply instanceof CallReply.Unreadable) {
                return new Outcome.Done();
            }
            if (sends >= attempts()) {
                return new Outcome.Discard(reply.text());
            }
            return new Outcome.RetryAfter(pause(sends));
        }

        /** A changed interval holds for the wait that runs, too: the variable is what it is from that moment on. */
        @Override
        public Optional<Duration> pauseAfter(int sends) {
            return Optional.of(pause(sends));
        }

        private Duration pause(int sends) { // E13.FR.03
            int interval = context.deviceModel().integer(TransactionVariables.MESSAGE_ATTEMPT_INTERVAL, 60);
            return Duration.ofSeconds((long) interval * sends);
        }

        @Override
        public int attempts() {
            return context.deviceModel().integer(TransactionVariables.MESSAGE_ATTEMPTS, 3);
        }

        @Override
        public int bound() {
            return context.queueLimits().bound();
        }

        /** J02.FR.13: of each transaction the 2nd, 4th ... of its intermediate meter values go. */
        @Override
        public List<QueuedItem<QueuedEvent>> thin(List<QueuedItem<QueuedEvent>> unsent) {
            Map<String, Integer> seen = new HashMap<>();
            List<QueuedItem<QueuedEvent>> going = unsent.stream()
                    .filter(item -> item.item().droppable())
                    .filter(item -> seen.merge(item.item().transactionId(), 1, Integer::sum) % 2 == 0)
                    .toList();
            going.forEach(item -> count(item.item(), -1));
            tight = queue.size() - going.size() > bound();
            full(queue.size() - going.size(), going.size());
            return going;
        }

        @Override
        public void delivered(QueuedEvent item, TransactionEventResponse response) {
            count(item, -1);
            confirmed.accept(item.event(), Optional.ofNullable(response.idTokenInfo()));
        }

        /** The CSMS has the event; sending it again would not make its answer better. */
        @Override
        public void deliveredUnreadably(QueuedEvent item, CallReply.Unreadable<TransactionEventResponse> reply) {
            TransactionEventRequest event = item.event();
            LOG.warn(
                    "station={} transactionId={} seqNo={} event=delivered, but {}",
                    context.stationId(),
                    event.transactionInfo().transactionId(),
                    event.seqNo(),
                    reply.text());
            count(item, -1);
            confirmed.accept(event, reply.idTokenInfo());
        }

        @Override
        public void discarded(QueuedItem<QueuedEvent> item, String why) {
            count(item.item(), -1);
        }

        @Override
        public OcppRequest copy(QueuedEvent item) {
            return customers.copy(item);
        }

        @Override
        public void emptied() {
            customers.forgetDelivered();
            context.problems().clear(FULL);
            dropped = 0;
            context.publish(new StationEvent.TransactionEventsDelivered());
        }
    }

    /** The gap in seqNo that is left is the one that the CSMS sees: it is told, each time also in the log. */
    private void full(int length, int going) {
        dropped += going;
        context.problems()
                .raise(
                        FULL,
                        "Transaction events pile up, " + dropped + " intermediate meter values were dropped",
                        length + " wait for the CSMS, and "
                                + context.queueLimits().bound()
                                + " may: it has not been reachable, or has not confirmed them, for a long time",
                        "Check the connection to the CSMS, and the room on the disk; starts, ends and changes of"
                                + " transactions are never dropped");
    }
}
