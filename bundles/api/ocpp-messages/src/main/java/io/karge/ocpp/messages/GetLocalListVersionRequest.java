package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Asks for the version of the local authorization list (D02). */
public record GetLocalListVersionRequest(@Nullable CustomDataType customData) implements OcppRequest {
    public GetLocalListVersionRequest {
        RecordSchema.check(GetLocalListVersionRequest.class, customData);
    }

    public static GetLocalListVersionRequest of() {
        return new GetLocalListVersionRequest(null);
    }

    @Override
    public Action action() {
        return Action.GetLocalListVersion;
    }
}
