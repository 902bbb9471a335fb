package io.karge.station;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** In version 1 only events of transactions were kept, as their block stored them, without time and reason. */
final class DiscardedMessageMigration implements StoredMigration {

    @Override
    public ObjectNode next(int from, ObjectNode data) {
        JsonNode event = data.path("event");
        if (!event.isObject() || !data.path("messageId").isTextual()) {
            throw new IllegalArgumentException("it is no copy of an event");
        }
        ObjectNode kept = data.objectNode();
        kept.set("messageId", data.get("messageId"));
        kept.put("action", "TransactionEvent");
        kept.put("attempts", data.path("failures").asInt(0));
        kept.put("why", "the reason was not kept");
        kept.set("payload", event);
        return kept;
    }
}
