package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.ResetEnumType;
import org.jspecify.annotations.Nullable;

/** Asks to restart a station or an EVSE (B11, B12). */
public record ResetRequest(
        ResetEnumType type,
        @Nullable Integer evseId,
        @Nullable CustomDataType customData) implements OcppRequest {
    public ResetRequest {
        RecordSchema.check(ResetRequest.class, type, evseId, customData);
    }

    public static ResetRequest of(ResetEnumType type) {
        return new ResetRequest(type, null, null);
    }

    public ResetRequest withEvseId(@Nullable Integer evseId) {
        return new ResetRequest(type, evseId, customData);
    }

    public ResetRequest withCustomData(@Nullable CustomDataType customData) {
        return new ResetRequest(type, evseId, customData);
    }

    @Override
    public Action action() {
        return Action.Reset;
    }
}
