package io.karge.ocpp.types;

import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Costs from an amount of power on (K15). */
public record ConsumptionCostType(
        BigDecimal startValue,
        @Items(min = 1, max = 3) List<CostType> cost,
        @Nullable CustomDataType customData) {
    public ConsumptionCostType {
        cost = List.copyOf(cost);
        RecordSchema.check(ConsumptionCostType.class, startValue, cost, customData);
    }

    public static ConsumptionCostType of(BigDecimal startValue, List<CostType> cost) {
        return new ConsumptionCostType(startValue, cost, null);
    }
}
