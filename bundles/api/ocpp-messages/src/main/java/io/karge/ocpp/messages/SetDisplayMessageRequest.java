package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.MessageInfoType;
import org.jspecify.annotations.Nullable;

/** Installs or replaces a display message (O01, O02, O06). */
public record SetDisplayMessageRequest(
        MessageInfoType message, @Nullable CustomDataType customData) implements OcppRequest {
    public SetDisplayMessageRequest {
        RecordSchema.check(SetDisplayMessageRequest.class, message, customData);
    }

    public static SetDisplayMessageRequest of(MessageInfoType message) {
        return new SetDisplayMessageRequest(message, null);
    }

    @Override
    public Action action() {
        return Action.SetDisplayMessage;
    }
}
