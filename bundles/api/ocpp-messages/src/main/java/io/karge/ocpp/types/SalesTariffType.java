package io.karge.ocpp.types;

import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tariff as ISO 15118-2 knows it (K15). */
public record SalesTariffType(
        int id,
        @Items(min = 1, max = 1024) List<SalesTariffEntryType> salesTariffEntry,
        @Nullable @Length(32) String salesTariffDescription,
        @Nullable Integer numEPriceLevels,
        @Nullable CustomDataType customData) {
    public SalesTariffType {
        salesTariffEntry = List.copyOf(salesTariffEntry);
        RecordSchema.check(
                SalesTariffType.class, id, salesTariffEntry, salesTariffDescription, numEPriceLevels, customData);
    }

    public static SalesTariffType of(int id, List<SalesTariffEntryType> salesTariffEntry) {
        return new SalesTariffType(id, salesTariffEntry, null, null, null);
    }

    public SalesTariffType withSalesTariffDescription(@Nullable String salesTariffDescription) {
        return new SalesTariffType(id, salesTariffEntry, salesTariffDescription, numEPriceLevels, customData);
    }

    public SalesTariffType withNumEPriceLevels(@Nullable Integer numEPriceLevels) {
        return new SalesTariffType(id, salesTariffEntry, salesTariffDescription, numEPriceLevels, customData);
    }

    public SalesTariffType withCustomData(@Nullable CustomDataType customData) {
        return new SalesTariffType(id, salesTariffEntry, salesTariffDescription, numEPriceLevels, customData);
    }
}
