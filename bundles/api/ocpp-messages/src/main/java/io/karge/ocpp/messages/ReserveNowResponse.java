package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.ReserveNowStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the reservation was made (H01). */
public record ReserveNowResponse(
        ReserveNowStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData) implements OcppResponse {
    public ReserveNowResponse {
        RecordSchema.check(ReserveNowResponse.class, status, statusInfo, customData);
    }

    public static ReserveNowResponse of(ReserveNowStatusEnumType status) {
        return new ReserveNowResponse(status, null, null);
    }

    public ReserveNowResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new ReserveNowResponse(status, statusInfo, customData);
    }

    public ReserveNowResponse withCustomData(@Nullable CustomDataType customData) {
        return new ReserveNowResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.ReserveNow;
    }
}
