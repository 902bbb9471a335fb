package io.karge.runtime.internal;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.runtime.StationView;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The events of transactions that wait for the CSMS, counted in what is stored: for the time in which their block cannot be
 * asked.
 *
 * @param byTransaction how many wait of each transaction
 */
record WaitingEvents(StationView.Queue queue, Map<String, Integer> byTransaction) {
    private static final String OF = "transactions";
    private static final ObjectMapper JSON = new ObjectMapper();

    static final WaitingEvents NONE = new WaitingEvents(new StationView.Queue(0, null), Map.of());

    WaitingEvents {
        byTransaction = Map.copyOf(byTransaction);
    }

    /** Those of a station of which this is stored. */
    static WaitingEvents of(String stationId, SortedMap<String, byte[]> entries) {
        List<JsonNode> events = new ArrayList<>();
        Undelivered.of(stationId, entries).messages().stream()
                .filter(one -> one.block().equals(OF))
                .forEach(one -> events.add(read(one.message().item())));
        Map<String, Integer> byTransaction = new TreeMap<>();
        events.forEach(event -> byTransaction.merge(text(event, "transactionId"), 1, Integer::sum));
        Instant oldest = events.isEmpty() ? null : time(text(events.get(0), "timestamp"));
        return new WaitingEvents(new StationView.Queue(events.size(), oldest), byTransaction);
    }

    int of(String transactionId) {
        return byTransaction.getOrDefault(transactionId, 0);
    }

    private static JsonNode read(String item) {
        try {
            return JSON.readTree(item);
        } catch (JacksonException e) {
            return JSON.nullNode(); // it waits nevertheless
        }
    }

    /** A field by the standard's name, wherever the block keeps it; empty when it is not there. */
    private static String text(JsonNode event, String field) {
        JsonNode found = event.findValue(field);
        return found == null ? "" : found.asText();
    }

    private static @Nullable Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
