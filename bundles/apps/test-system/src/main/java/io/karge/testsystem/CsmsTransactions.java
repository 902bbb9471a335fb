package io.karge.testsystem;

import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.TransactionEventEnumType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What the stations said about their transactions, for people and tests. Thread-safe; keeps the latest 1000. */
public final class CsmsTransactions {
    private static final int KEPT = 1000;

    private final Map<Key, List<Event>> events = new LinkedHashMap<>();

    private record Key(String stationId, String transactionId) {}

    private record Event(int seqNo, TransactionEventEnumType type, String triggerReason) {
        @Override
        public String toString() {
            return type.wire() + "/" + triggerReason;
        }
    }

    /**
     * One transaction as its events told it.
     *
     * @param seqNos in the order of arrival
     * @param events event type and trigger reason, in the order of arrival
     * @param complete Started first, Ended last, and no number missing or twice or out of order
     */
    public record Transaction(
            String stationId, String transactionId, List<Integer> seqNos, List<String> events, boolean complete) {
        public Transaction {
            seqNos = List.copyOf(seqNos);
            events = List.copyOf(events);
        }
    }

    /** All that are kept, in the order of their beginning. */
    public synchronized List<Transaction> all() {
        return events.entrySet().stream()
                .map(entry -> transaction(entry.getKey(), entry.getValue()))
                .toList();
    }

    synchronized void add(String stationId, TransactionEventRequest event) {
        Key key = new Key(stationId, event.transactionInfo().transactionId());
        events.computeIfAbsent(key, started -> new ArrayList<>())
                .add(new Event(
                        event.seqNo(), event.eventType(), event.triggerReason().wire()));
        if (events.size() > KEPT) {
            events.remove(events.keySet().iterator().next());
        }
    }

    private static Transaction transaction(Key key, List<Event> events) {
        return new Transaction(
                key.stationId(),
                key.transactionId(),
                events.stream().map(Event::seqNo).toList(),
                events.stream().map(Event::toString).toList(),
                isComplete(events));
    }

    private static boolean isComplete(List<Event> events) {
        int first = events.get(0).seqNo();
        return events.get(0).type() == TransactionEventEnumType.Started
                && events.get(events.size() - 1).type() == TransactionEventEnumType.Ended
                && IntStream.range(0, events.size()).allMatch(i -> events.get(i).seqNo() == first + i);
    }
}
