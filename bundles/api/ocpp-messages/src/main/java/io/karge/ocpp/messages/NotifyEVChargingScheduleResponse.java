package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.GenericStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the CSMS could process it; no approval of the schedule (K15 to K17). */
public record NotifyEVChargingScheduleResponse(
        GenericStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData) implements OcppResponse {
    public NotifyEVChargingScheduleResponse {
        RecordSchema.check(NotifyEVChargingScheduleResponse.class, status, statusInfo, customData);
    }

    public static NotifyEVChargingScheduleResponse of(GenericStatusEnumType status) {
        return new NotifyEVChargingScheduleResponse(status, null, null);
    }

    public NotifyEVChargingScheduleResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new NotifyEVChargingScheduleResponse(status, statusInfo, customData);
    }

    public NotifyEVChargingScheduleResponse withCustomData(@Nullable CustomDataType customData) {
        return new NotifyEVChargingScheduleResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.NotifyEVChargingSchedule;
    }
}
