package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.ChargingRateUnitEnumType;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Asks for the schedule that results from all profiles (K08). */
public record GetCompositeScheduleRequest(
        int duration,
        int evseId,
        @Nullable ChargingRateUnitEnumType chargingRateUnit,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public GetCompositeScheduleRequest {
        RecordSchema.check(GetCompositeScheduleRequest.class, duration, evseId, chargingRateUnit, customData);
    }

    public static GetCompositeScheduleRequest of(int duration, int evseId) {
        return new GetCompositeScheduleRequest(duration, evseId, null, null);
    }

    public GetCompositeScheduleRequest withChargingRateUnit(@Nullable ChargingRateUnitEnumType chargingRateUnit) {
        return new GetCompositeScheduleRequest(duration, evseId, chargingRateUnit, customData);
    }

    public GetCompositeScheduleRequest withCustomData(@Nullable CustomDataType customData) {
        return new GetCompositeScheduleRequest(duration, evseId, chargingRateUnit, customData);
    }

    @Override
    public Action action() {
        return Action.GetCompositeSchedule;
    }
}
