package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.ResetStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the restart happens now, later or not (B11, B12). */
public record ResetResponse(
        ResetStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData) implements OcppResponse {
    public ResetResponse {
        RecordSchema.check(ResetResponse.class, status, statusInfo, customData);
    }

    public static ResetResponse of(ResetStatusEnumType status) {
        return new ResetResponse(status, null, null);
    }

    public ResetResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new ResetResponse(status, statusInfo, customData);
    }

    public ResetResponse withCustomData(@Nullable CustomDataType customData) {
        return new ResetResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.Reset;
    }
}
