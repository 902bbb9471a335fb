package io.karge.ocpp.types;

import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** A cost, its kind and its decimal exponent (K15). */
public record CostType(
        CostKindEnumType costKind,
        int amount,
        @Nullable Integer amountMultiplier,
        @Nullable CustomDataType customData) {
    public CostType {
        RecordSchema.check(CostType.class, costKind, amount, amountMultiplier, customData);
    }

    public static CostType of(CostKindEnumType costKind, int amount) {
        return new CostType(costKind, amount, null, null);
    }

    public CostType withAmountMultiplier(@Nullable Integer amountMultiplier) {
        return new CostType(costKind, amount, amountMultiplier, customData);
    }

    public CostType withCustomData(@Nullable CustomDataType customData) {
        return new CostType(costKind, amount, amountMultiplier, customData);
    }
}
