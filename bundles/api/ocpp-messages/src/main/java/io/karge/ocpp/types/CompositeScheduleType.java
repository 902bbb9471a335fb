package io.karge.ocpp.types;

import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The limits that result from all profiles (K08). */
public record CompositeScheduleType(
        int evseId,
        int duration,
        Instant scheduleStart,
        ChargingRateUnitEnumType chargingRateUnit,
        @Items(min = 1) List<ChargingSchedulePeriodType> chargingSchedulePeriod,
        @Nullable CustomDataType customData) {
    public CompositeScheduleType {
        chargingSchedulePeriod = List.copyOf(chargingSchedulePeriod);
        RecordSchema.check(
                CompositeScheduleType.class,
                evseId,
                duration,
                scheduleStart,
                chargingRateUnit,
                chargingSchedulePeriod,
                customData);
    }

    public static CompositeScheduleType of(
            int evseId,
            int duration,
            Instant scheduleStart,
            ChargingRateUnitEnumType chargingRateUnit,
            List<ChargingSchedulePeriodType> chargingSchedulePeriod) {
        return new CompositeScheduleType(
                evseId, duration, scheduleStart, chargingRateUnit, chargingSchedulePeriod, null);
    }
}
