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
import java.util.Comparator;
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
 * MessageAttemptInterval times the number of its transmissions; after MessageAttempts it is discarded (E13.FR.04) and a
 * copy stays under {@code discarded/}.
 */
final class DeliveryQueue {
    /** From this length on intermediate meter values are dropped. */
    static final int BOUND = 1000;
    /** How many discarded events are kept, the latest. */
    static final int DISCARDED_KEPT = 50;

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryQueue.class);
    private static final String QUEUE = "queue";
    private static final String DISCARDED = "discarded/";
    private static final String FULL = "transaction-queue";

    private final StationContext context;
    private final BiConsumer<TransactionEventRequest, Optional<IdTokenInfoType>> confirmed;
    private final DurableQueue<QueuedEvent> queue;

    /**
     * @param confirmed called with the event and what the CSMS said of the token, after the event has left the queue
     */
    DeliveryQueue(StationContext context, BiConsumer<TransactionEventRequest, Optional<IdTokenInfoType>> confirmed) {
        this.context = context;
        this.confirmed = confirmed;
        this.queue = context.queue(QUEUE, QueuedEvent.class, new Attempts());
    }

    /** The transactions that stored events tell of, as far as these can be read. */
    static Stream<String> transactions(Map<String, byte[]> stored) {
        return DurableQueues.stored(stored, QUEUE, QueuedEvent.class).stream().map(QueuedEvent::transactionId);
    }

    /** Takes an event over, in the step that caused it. It is sent by {@link #send}. */
    void add(TransactionEventRequest event) {
        queue.add(new QueuedEvent(event));
    }

    /** Sends the first event if nothing stands in the way. */
    void send() {
        queue.send();
    }

    /** The connection is gone: what has not been sent is an offline event from now on (E11.FR.07). */
    void offline() {
        queue.reviseUnsent(QueuedEvent::asOffline);
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

    /** How many events of one transaction wait. */
    int size(String transactionId) {
        return (int) queue.items()
                .filter(event -> event.transactionId().equals(transactionId))
                .count();
    }

    /** When the first event that waits happened, null when none does. */
    @Nullable
    Instant oldest() {
        return queue.items().findFirst().map(first -> first.event().timestamp()).orElse(null);
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
            if (sends >= context.deviceModel().integer(TransactionVariables.MESSAGE_ATTEMPTS, 3)) {
                return new Outcome.Discard(reply.text());
            }
            int interval = context.deviceModel().integer(TransactionVariables.MESSAGE_ATTEMPT_INTERVAL, 60);
            return new Outcome.RetryAfter(Duration.ofSeconds((long) interval * sends)); // E13.FR.03
        }

        @Override
        public int bound() {
            return BOUND;
        }

        /** J02.FR.13: of each transaction the 2nd, 4th ... of its intermediate meter values go. */
        @Override
        public List<QueuedItem<QueuedEvent>> thin(List<QueuedItem<QueuedEvent>> unsent) {
            Map<String, Integer> seen = new HashMap<>();
            List<QueuedItem<QueuedEvent>> dropped = unsent.stream()
                    .filter(item -> item.item().droppable())
                    .filter(item -> seen.merge(item.item().transactionId(), 1, Integer::sum) % 2 == 0)
                    .toList();
            full(queue.size() - dropped.size(), dropped.size());
            return dropped;
        }

        @Override
        public void delivered(QueuedEvent item, TransactionEventResponse response) {
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
            confirmed.accept(event, reply.idTokenInfo());
        }

        @Override
        public void discarded(QueuedItem<QueuedEvent> item, String why) {
            TransactionEventRequest event = item.item().event();
            LOG.warn(
                    "station={} transactionId={} seqNo={} event=discarded attempts={} why={}",
                    context.stationId(),
                    event.transactionInfo().transactionId(),
                    event.seqNo(),
                    item.failures(),
                    why);
            context.state().put(slotForDiscarded(), new DiscardedEvent(item.messageId(), item.failures(), event));
        }

        @Override
        public void emptied() {
            context.problems().clear(FULL);
            context.publish(new StationEvent.TransactionEventsDelivered());
        }
    }

    private void full(int length, int dropped) {
        LOG.warn("station={} event=queue-full length={} dropped={}", context.stationId(), length, dropped);
        context.problems()
                .raise(
                        FULL,
                        "Transaction events pile up: " + length + " wait for the CSMS",
                        "The CSMS has not been reachable, or has not confirmed them, for a long time",
                        "Check the connection to the CSMS; intermediate meter values are being dropped");
    }

    private String slotForDiscarded() {
        Map<String, DiscardedEvent> kept = context.state().all(DISCARDED, DiscardedEvent.class);
        return kept.size() < DISCARDED_KEPT
                ? DISCARDED + kept.size()
                : kept.entrySet().stream()
                        .min(Comparator.comparing(
                                entry -> entry.getValue().event().timestamp()))
                        .orElseThrow()
                        .getKey();
    }
}
