package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Removes a message from the display (O05). */
public record ClearDisplayMessageRequest(int id, @Nullable CustomDataType customData) implements OcppRequest {
    public ClearDisplayMessageRequest {
        RecordSchema.check(ClearDisplayMessageRequest.class, id, customData);
    }

    public static ClearDisplayMessageRequest of(int id) {
        return new ClearDisplayMessageRequest(id, null);
    }

    @Override
    public Action action() {
        return Action.ClearDisplayMessage;
    }
}
