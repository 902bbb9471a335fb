package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import org.jspecify.annotations.Nullable;

/** Asks to send a message now (F06). */
public record TriggerMessageRequest(
        MessageTriggerEnumType requestedMessage,
        @Nullable EVSEType evse,
        @Nullable CustomDataType customData) implements OcppRequest {
    public TriggerMessageRequest {
        RecordSchema.check(TriggerMessageRequest.class, requestedMessage, evse, customData);
    }

    public static TriggerMessageRequest of(MessageTriggerEnumType requestedMessage) {
        return new TriggerMessageRequest(requestedMessage, null, null);
    }

    public TriggerMessageRequest withEvse(@Nullable EVSEType evse) {
        return new TriggerMessageRequest(requestedMessage, evse, customData);
    }

    public TriggerMessageRequest withCustomData(@Nullable CustomDataType customData) {
        return new TriggerMessageRequest(requestedMessage, evse, customData);
    }

    @Override
    public Action action() {
        return Action.TriggerMessage;
    }
}
