package io.karge.block.transactions;

import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.messages.TransactionEventResponse;
import io.karge.station.BlockState;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable queue of TransactionEvents (E04, E08, E11 to E13): in order, one at a time, each until the CSMS has
 * confirmed it. A refused or unanswered event is repeated as it is after MessageAttemptInterval times the number of its
 * transmissions; after MessageAttempts it is discarded (E13.FR.04) and a copy stays under {@code discarded/}. Time
 * offline counts no attempt. The events are kept under {@code queue/<slot>}; slots are used again.
 */
final class DeliveryQueue {
    /** From this length on intermediate meter values are dropped. */
    static final int BOUND = 1000;
    /** How many discarded events are kept, the latest. */
    static final int DISCARDED_KEPT = 50;

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryQueue.class);
    private static final String QUEUE = "queue/";
    private static final String DISCARDED = "discarded/";
    private static final String FULL = "transaction-queue";
    private static final Duration AFTER_LOSS = Duration.ofSeconds(5);

    private final StationContext context;
    private final BlockState state;
    private final BiConsumer<TransactionEventRequest, TransactionEventResponse> confirmed;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<Integer> slots = new HashSet<>();
    private @Nullable Cancellable pause;
    private boolean open;

    /** @param confirmed called with the event and what the CSMS said, after the event has left the queue */
    DeliveryQueue(StationContext context, BiConsumer<TransactionEventRequest, TransactionEventResponse> confirmed) {
        this.context = context;
        this.state = context.state();
        this.confirmed = confirmed;
        state.all(QUEUE, QueuedEvent.class)
                .forEach(
                        (key, event) -> entries.add(new Entry(Integer.parseInt(key.substring(QUEUE.length())), event)));
        entries.sort(Comparator.comparingLong(entry -> entry.event.order()));
        entries.forEach(entry -> slots.add(entry.slot));
    }

    /** Takes an event over, in the step that caused it. It is sent by {@link #pump}. */
    void add(TransactionEventRequest event) {
        long order =
                entries.isEmpty() ? 0 : entries.get(entries.size() - 1).event.order() + 1;
        Entry entry =
                new Entry(freeSlot(), new QueuedEvent(order, UUID.randomUUID().toString(), false, 0, event));
        entries.add(entry);
        slots.add(entry.slot);
        save(entry);
        if (entries.size() > BOUND) {
            thin();
        }
    }

    private int freeSlot() {
        int slot = 0;
        while (slots.contains(slot)) {
            slot++;
        }
        return slot;
    }

    /** Sends the first event if nothing stands in the way. */
    void pump() {
        if (open || pause != null || entries.isEmpty() || !context.lifeCycle().online()) {
            return;
        }
        Entry first = entries.get(0);
        open = true;
        if (!first.event.sent()) {
            first.event = first.event.asSent();
            save(first);
        }
        context.call(
                first.event.messageId(),
                first.event.event(),
                TransactionEventResponse.class,
                CallPermission.ACCEPTED,
                reply -> replied(first, reply));
    }

    private void replied(Entry entry, CallReply<TransactionEventResponse> reply) {
        open = false;
        if (reply instanceof CallReply.Answered<TransactionEventResponse> answered) {
            remove(entry);
            confirmed.accept(entry.event.event(), answered.response());
            pump();
        } else if (reply instanceof CallReply.Refused<TransactionEventResponse> refused) {
            failed(entry, refused.code() + " " + refused.description());
        } else if (reply instanceof CallReply.TimedOut<TransactionEventResponse>) {
            failed(entry, "no answer");
        } else {
            // Online starts again; the pause is for the case that it came before this reply.
            pauseFor(AFTER_LOSS);
        }
    }

    private void failed(Entry entry, String why) {
        entry.event = entry.event.failedOnce();
        int attempts = context.deviceModel().integer(TransactionVariables.MESSAGE_ATTEMPTS, 3);
        if (entry.event.failures() >= attempts) {
            discard(entry, why);
            pump();
            return;
        }
        save(entry);
        int interval = context.deviceModel().integer(TransactionVariables.MESSAGE_ATTEMPT_INTERVAL, 60);
        pauseFor(Duration.ofSeconds((long) interval * entry.event.failures())); // E13.FR.03
    }

    private void discard(Entry entry, String why) {
        TransactionEventRequest event = entry.event.event();
        LOG.warn(
                "station={} transactionId={} seqNo={} event=discarded attempts={} why={}",
                context.stationId(),
                event.transactionInfo().transactionId(),
                event.seqNo(),
                entry.event.failures(),
                why);
        state.put(slotForDiscarded(), entry.event);
        remove(entry);
    }

    private String slotForDiscarded() {
        Map<String, QueuedEvent> kept = state.all(DISCARDED, QueuedEvent.class);
        return kept.size() < DISCARDED_KEPT
                ? DISCARDED + kept.size()
                : kept.entrySet().stream()
                        .min(Comparator.comparing(
                                entry -> entry.getValue().event().timestamp()))
                        .orElseThrow()
                        .getKey();
    }

    private void pauseFor(Duration time) {
        endPause();
        pause = context.after(time, () -> {
            pause = null;
            pump();
        });
    }

    private void endPause() {
        Cancellable running = pause;
        if (running != null) {
            running.cancel();
            pause = null;
        }
    }

    /** The connection is back: nothing waits any longer. */
    void online() {
        endPause();
        pump();
    }

    /** The connection is gone: what has not been sent is an offline event from now on (E11.FR.07). */
    void offline() {
        endPause();
        for (Entry entry : entries) {
            if (!entry.event.sent() && !Boolean.TRUE.equals(entry.event.event().offline())) {
                entry.event = entry.event.asOffline();
                save(entry);
            }
        }
    }

    int size() {
        return entries.size();
    }

    /** How many events of one transaction wait. */
    int size(String transactionId) {
        return (int)
                entries.stream().filter(entry -> entry.event.of(transactionId)).count();
    }

    /** When the first event that waits happened, null when none does. */
    @Nullable
    Instant oldest() {
        return entries.isEmpty() ? null : entries.get(0).event.event().timestamp();
    }

    /** J02.FR.13: of each transaction the 2nd, 4th ... of its intermediate meter values go. */
    private void thin() {
        Map<String, Integer> seen = new HashMap<>();
        List<Entry> dropped = entries.stream()
                .filter(entry -> entry.event.droppable())
                .filter(entry ->
                        seen.merge(entry.event.event().transactionInfo().transactionId(), 1, Integer::sum) % 2 == 0)
                .toList();
        dropped.forEach(this::remove);
        LOG.warn(
                "station={} event=queue-full length={} dropped={}",
                context.stationId(),
                entries.size(),
                dropped.size());
        context.problems()
                .raise(
                        FULL,
                        "Transaction events pile up: " + entries.size() + " wait for the CSMS",
                        "The CSMS has not been reachable, or has not confirmed them, for a long time",
                        "Check the connection to the CSMS; intermediate meter values are being dropped");
    }

    private void save(Entry entry) {
        state.put(QUEUE + entry.slot, entry.event);
    }

    private void remove(Entry entry) {
        entries.remove(entry);
        slots.remove(entry.slot);
        state.remove(QUEUE + entry.slot);
        if (entries.isEmpty()) {
            context.problems().clear(FULL);
            context.publish(new StationEvent.TransactionEventsDelivered());
        }
    }

    private static final class Entry {
        final int slot;
        QueuedEvent event;

        Entry(int slot, QueuedEvent event) {
            this.slot = slot;
            this.event = event;
        }
    }
}
