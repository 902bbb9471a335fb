package io.karge.station;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * In version 1 each queue had a form of its own, with the members of the item beside those of the queue; security events
 * had no message id, and called their order number. The whole is the item in its first version, whose record ignores what
 * was the queue's.
 */
final class QueueEntryMigration implements StoredMigration {

    @Override
    public ObjectNode next(int from, ObjectNode data) {
        JsonNode order = data.has("order") ? data.get("order") : data.path("number");
        if (!order.isIntegralNumber()) {
            throw new IllegalArgumentException("it has no place in a queue: neither order nor number");
        }
        ObjectNode entry = data.objectNode();
        entry.set("order", order);
        entry.put("messageId", data.path("messageId").asText(messageId(data)));
        entry.put("sent", data.path("sent").asBoolean(false));
        entry.put("failures", data.path("failures").asInt(0));
        entry.putObject("item").put("v", 1).set("data", data);
        return entry;
    }

    /** Of the data, so that it is the same whenever they are read. */
    private static String messageId(ObjectNode data) {
        return UUID.nameUUIDFromBytes(data.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
