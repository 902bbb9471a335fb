package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.ChargingScheduleType;
import io.karge.ocpp.types.CustomDataType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells the schedule that a vehicle has chosen (K15 to K17). */
public record NotifyEVChargingScheduleRequest(
        Instant timeBase,
        int evseId,
        ChargingScheduleType chargingSchedule,
        @Nullable CustomDataType customData) implements OcppRequest {
    public NotifyEVChargingScheduleRequest {
        RecordSchema.check(NotifyEVChargingScheduleRequest.class, timeBase, evseId, chargingSchedule, customData);
    }

    public static NotifyEVChargingScheduleRequest of(
            Instant timeBase, int evseId, ChargingScheduleType chargingSchedule) {
        return new NotifyEVChargingScheduleRequest(timeBase, evseId, chargingSchedule, null);
    }

    @Override
    public Action action() {
        return Action.NotifyEVChargingSchedule;
    }
}
