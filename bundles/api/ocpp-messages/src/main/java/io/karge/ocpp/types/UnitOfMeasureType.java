package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** The unit of a value and its decimal exponent (J01). Absent fields mean Wh and 0. */
public record UnitOfMeasureType(
        @Nullable @Length(20) String unit,
        @Nullable Integer multiplier,
        @Nullable CustomDataType customData) {
    public UnitOfMeasureType {
        RecordSchema.check(UnitOfMeasureType.class, unit, multiplier, customData);
    }

    public static UnitOfMeasureType of() {
        return new UnitOfMeasureType(null, null, null);
    }

    public UnitOfMeasureType withUnit(@Nullable String unit) {
        return new UnitOfMeasureType(unit, multiplier, customData);
    }

    public UnitOfMeasureType withMultiplier(@Nullable Integer multiplier) {
        return new UnitOfMeasureType(unit, multiplier, customData);
    }

    public UnitOfMeasureType withCustomData(@Nullable CustomDataType customData) {
        return new UnitOfMeasureType(unit, multiplier, customData);
    }
}
