package io.karge.ocpp.types;

import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.Range;
import io.karge.ocpp.schema.RecordSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The price level and costs of a time span (K15). */
public record SalesTariffEntryType(
        RelativeTimeIntervalType relativeTimeInterval,
        @Nullable @Range(min = 0) Integer ePriceLevel,
        @Nullable @Items(min = 1, max = 3) List<ConsumptionCostType> consumptionCost,
        @Nullable CustomDataType customData) {
    public SalesTariffEntryType {
        consumptionCost = RecordSchema.copyOf(consumptionCost);
        RecordSchema.check(SalesTariffEntryType.class, relativeTimeInterval, ePriceLevel, consumptionCost, customData);
    }

    public static SalesTariffEntryType of(RelativeTimeIntervalType relativeTimeInterval) {
        return new SalesTariffEntryType(relativeTimeInterval, null, null, null);
    }

    public SalesTariffEntryType withEPriceLevel(@Nullable Integer ePriceLevel) {
        return new SalesTariffEntryType(relativeTimeInterval, ePriceLevel, consumptionCost, customData);
    }

    public SalesTariffEntryType withConsumptionCost(@Nullable List<ConsumptionCostType> consumptionCost) {
        return new SalesTariffEntryType(relativeTimeInterval, ePriceLevel, consumptionCost, customData);
    }

    public SalesTariffEntryType withCustomData(@Nullable CustomDataType customData) {
        return new SalesTariffEntryType(relativeTimeInterval, ePriceLevel, consumptionCost, customData);
    }
}
