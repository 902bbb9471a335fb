package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.NotifyEVChargingNeedsStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the CSMS can work with it (K15, K17). */
public record NotifyEVChargingNeedsResponse(
        NotifyEVChargingNeedsStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public NotifyEVChargingNeedsResponse {
        RecordSchema.check(NotifyEVChargingNeedsResponse.class, status, statusInfo, customData);
    }

    public static NotifyEVChargingNeedsResponse of(NotifyEVChargingNeedsStatusEnumType status) {
        return new NotifyEVChargingNeedsResponse(status, null, null);
    }

    public NotifyEVChargingNeedsResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new NotifyEVChargingNeedsResponse(status, statusInfo, customData);
    }

    public NotifyEVChargingNeedsResponse withCustomData(@Nullable CustomDataType customData) {
        return new NotifyEVChargingNeedsResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.NotifyEVChargingNeeds;
    }
}
