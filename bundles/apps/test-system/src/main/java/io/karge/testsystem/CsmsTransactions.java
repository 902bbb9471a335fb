package io.karge.testsystem;

import io.karge.ocpp.messages.TransactionEventRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the stations said about their transactions, for people and tests. Thread-safe; keeps the latest 1000. */
public final class CsmsTransactions {
    private static final int KEPT = 1000;

    private final Map<String, Transaction> byId = new LinkedHashMap<>();

    /**
     * One transaction as its events told it.
     *
     * @param seqNos in the order of arrival
     * @param complete Started first, Ended last, and no number missing or twice
     */
    public record Transaction(
            String stationId, String transactionId, List<Integer> seqNos, List<String> events, boolean complete) {
        public Transaction {
            seqNos = List.copyOf(seqNos);
            events = List.copyOf(events);
        }
    }

    public synchronized List<Transaction> all() {
        return List.copyOf(byId.values());
    }

    synchronized void add(String stationId, TransactionEventRequest event) {
        String id = event.transactionInfo().transactionId();
        Transaction before = byId.get(stationId + "/" + id);
        List<Integer> seqNos = before == null ? new ArrayList<>() : new ArrayList<>(before.seqNos());
        List<String> events = before == null ? new ArrayList<>() : new ArrayList<>(before.events());
        seqNos.add(event.seqNo());
        events.add(event.eventType().wire() + "/" + event.triggerReason().wire());
        byId.put(stationId + "/" + id, new Transaction(stationId, id, seqNos, events, complete(seqNos, events)));
        if (byId.size() > KEPT) {
            byId.remove(byId.keySet().iterator().next());
        }
    }

    private static boolean complete(List<Integer> seqNos, List<String> events) {
        return events.get(0).startsWith("Started")
                && events.get(events.size() - 1).startsWith("Ended")
                && seqNos.stream()
                        .distinct()
                        .collect(Collectors.toList())
                        .equals(java.util.stream.IntStream.rangeClosed(seqNos.get(0), seqNos.get(0) + seqNos.size() - 1)
                                .boxed()
                                .toList());
    }
}
