package io.karge.ocpp.types;

import io.karge.ocpp.schema.RecordSchema;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A limit that holds from a start, in seconds after the start of the schedule (K01). */
public record ChargingSchedulePeriodType(
        int startPeriod,
        BigDecimal limit,
        @Nullable Integer numberPhases,
        @Nullable Integer phaseToUse,
        @Nullable CustomDataType customData) {
    public ChargingSchedulePeriodType {
        RecordSchema.check(ChargingSchedulePeriodType.class, startPeriod, limit, numberPhases, phaseToUse, customData);
    }

    public static ChargingSchedulePeriodType of(int startPeriod, BigDecimal limit) {
        return new ChargingSchedulePeriodType(startPeriod, limit, null, null, null);
    }

    public ChargingSchedulePeriodType withNumberPhases(@Nullable Integer numberPhases) {
        return new ChargingSchedulePeriodType(startPeriod, limit, numberPhases, phaseToUse, customData);
    }

    public ChargingSchedulePeriodType withPhaseToUse(@Nullable Integer phaseToUse) {
        return new ChargingSchedulePeriodType(startPeriod, limit, numberPhases, phaseToUse, customData);
    }

    public ChargingSchedulePeriodType withCustomData(@Nullable CustomDataType customData) {
        return new ChargingSchedulePeriodType(startPeriod, limit, numberPhases, phaseToUse, customData);
    }
}
