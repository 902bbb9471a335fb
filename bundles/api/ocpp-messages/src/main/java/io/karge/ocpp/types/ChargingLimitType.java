package io.karge.ocpp.types;

import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** Who limits the charging, and whether the grid depends on it (K12). */
public record ChargingLimitType(
        ChargingLimitSourceEnumType chargingLimitSource,
        @Nullable Boolean isGridCritical,
        @Nullable CustomDataType customData) {
    public ChargingLimitType {
        RecordSchema.check(ChargingLimitType.class, chargingLimitSource, isGridCritical, customData);
    }

    public static ChargingLimitType of(ChargingLimitSourceEnumType chargingLimitSource) {
        return new ChargingLimitType(chargingLimitSource, null, null);
    }

    public ChargingLimitType withIsGridCritical(@Nullable Boolean isGridCritical) {
        return new ChargingLimitType(chargingLimitSource, isGridCritical, customData);
    }

    public ChargingLimitType withCustomData(@Nullable CustomDataType customData) {
        return new ChargingLimitType(chargingLimitSource, isGridCritical, customData);
    }
}
