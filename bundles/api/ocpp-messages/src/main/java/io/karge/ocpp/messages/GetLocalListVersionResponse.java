package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** The version; 0 when there is no list (D02). */
public record GetLocalListVersionResponse(
        int versionNumber, @Nullable CustomDataType customData) implements OcppResponse {
    public GetLocalListVersionResponse {
        RecordSchema.check(GetLocalListVersionResponse.class, versionNumber, customData);
    }

    public static GetLocalListVersionResponse of(int versionNumber) {
        return new GetLocalListVersionResponse(versionNumber, null);
    }

    @Override
    public Action action() {
        return Action.GetLocalListVersion;
    }
}
