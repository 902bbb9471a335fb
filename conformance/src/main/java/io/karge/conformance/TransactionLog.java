package io.karge.conformance;

import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.TransactionEventEnumType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All TransactionEvents of a case and the general validations of Part 6 on them: numbers without a gap in the order of
 * time, Started first, nothing after Ended, one EVSE. An event may come twice if it is the same but for {@code offline}, which
 * it becomes when it was in flight as the connection went (E12.FR.02). Thread-safe.
 */
public final class TransactionLog {
    private final Map<String, List<TransactionEventRequest>> events = new LinkedHashMap<>();

    synchronized void add(TransactionEventRequest event) {
        events.computeIfAbsent(event.transactionInfo().transactionId(), first -> new ArrayList<>())
                .add(event);
    }

    /** The transactions in the order in which they became known. */
    public synchronized List<String> transactionIds() {
        return List.copyOf(events.keySet());
    }

    /** The events of a transaction by seqNo, each once, as it came the first time. */
    public synchronized List<TransactionEventRequest> events(String transactionId) {
        Map<TransactionEventRequest, TransactionEventRequest> first = new LinkedHashMap<>();
        events.getOrDefault(transactionId, List.of())
                .forEach(event -> first.putIfAbsent(event.withOffline(null), event));
        return first.values().stream()
                .sorted(Comparator.comparingInt(TransactionEventRequest::seqNo))
                .toList();
    }

    /**
     * Asserts the general validations.
     *
     * @throws AssertionError when one does not hold
     */
    void verify() {
        transactionIds().forEach(id -> verify("general validation: transaction " + id, events(id)));
    }

    private static void verify(String transaction, List<TransactionEventRequest> events) {
        Checks.equal(
                transaction + ": eventType of the first event", events.get(0).eventType(), STARTED);
        Set<EVSEType> evses = events.stream()
                .map(TransactionEventRequest::evse)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Checks.that(transaction + ": evse", evses.size() <= 1, "always the same", evses);
        for (int i = 1; i < events.size(); i++) {
            TransactionEventRequest before = events.get(i - 1);
            TransactionEventRequest event = events.get(i);
            Checks.equal(transaction + ": seqNo after " + before.seqNo(), event.seqNo(), before.seqNo() + 1);
            Checks.that(
                    transaction + ": eventType of seqNo " + event.seqNo(),
                    event.eventType() != STARTED && before.eventType() != TransactionEventEnumType.Ended,
                    "Updated or Ended, and nothing after Ended",
                    event.eventType());
            Checks.that(
                    transaction + ": timestamp of seqNo " + event.seqNo(),
                    !event.timestamp().isBefore(before.timestamp()),
                    "not before " + before.timestamp(),
                    event.timestamp());
        }
    }

    private static final TransactionEventEnumType STARTED = TransactionEventEnumType.Started;
}
