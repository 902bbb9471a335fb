package io.karge.conformance.mutants;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.conformance.Breakage;
import io.karge.conformance.Frames;
import io.karge.ocpp.Action;
import io.karge.ocpp.Frame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Breaks TransactionEvents. */
final class Events {
    private Events() {}

    static Predicate<ObjectNode> type(String eventType) {
        return event -> event.path("eventType").asText().equals(eventType);
    }

    static Predicate<ObjectNode> trigger(String reason) {
        return event -> event.path("triggerReason").asText().equals(reason);
    }

    static Predicate<ObjectNode> state(String chargingState) {
        return event -> info(event).path("chargingState").asText().equals(chargingState);
    }

    static ObjectNode info(ObjectNode event) {
        return (ObjectNode) event.path("transactionInfo");
    }

    /** The events that fit say something else. */
    static Breakage altered(Predicate<ObjectNode> fits, Consumer<ObjectNode> change) {
        return Breakage.altering(Action.TransactionEvent, event -> {
            if (fits.test(event)) {
                change.accept(event);
            }
        });
    }

    static Breakage altered(Consumer<ObjectNode> change) {
        return altered(any -> true, change);
    }

    /** What the events say of the transaction is something else where they fit. */
    static Breakage told(Predicate<ObjectNode> fits, String field, String value) {
        return altered(fits, event -> info(event).put(field, value));
    }

    /** One reason instead of another. */
    static Breakage triggered(String instead, String reason) {
        return altered(trigger(reason), event -> event.put("triggerReason", instead));
    }

    /** One type instead of another. */
    static Breakage typed(String instead, String eventType) {
        return altered(type(eventType), event -> event.put("eventType", instead));
    }

    /** No event has this field, nor what it says of the transaction. */
    static Breakage without(String field) {
        return altered(event -> {
            event.remove(field);
            info(event).remove(field);
        });
    }

    /** The events that fit never were: the numbers have no gap. */
    static Breakage missing(Predicate<ObjectNode> fits) {
        return Breakage.onWire(new Frames() {
            private final Map<String, Integer> missing = new HashMap<>();

            @Override
            protected List<Frame> station(Frame frame) {
                ObjectNode event = request(frame, Action.TransactionEvent).orElse(null);
                if (event == null) {
                    return List.of(frame);
                }
                String id = info(event).path("transactionId").asText();
                if (fits.test(event)) {
                    missing.merge(id, 1, Integer::sum);
                    return List.of();
                }
                event.put("seqNo", event.path("seqNo").asInt() - missing.getOrDefault(id, 0));
                return List.of(frame);
            }
        });
    }

    /** The meter values of the events that fit are others. */
    static Breakage metered(Predicate<ObjectNode> fits, Consumer<ObjectNode> value) {
        return altered(fits, event -> event.path("meterValue").forEach(one -> value.accept((ObjectNode) one)));
    }
}
