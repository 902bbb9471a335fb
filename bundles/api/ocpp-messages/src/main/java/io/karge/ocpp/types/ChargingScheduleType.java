package io.karge.ocpp.types;

import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Limits over time (K01). */
public record ChargingScheduleType(
        int id,
        ChargingRateUnitEnumType chargingRateUnit,
        @Items(min = 1, max = 1024) List<ChargingSchedulePeriodType> chargingSchedulePeriod,
        @Nullable Instant startSchedule,
        @Nullable Integer duration,
        @Nullable BigDecimal minChargingRate,
        @Nullable SalesTariffType salesTariff,
        @Nullable CustomDataType customData) {
    public ChargingScheduleType {
        chargingSchedulePeriod = List.copyOf(chargingSchedulePeriod);
        RecordSchema.check(
                ChargingScheduleType.class,
                id,
                chargingRateUnit,
                chargingSchedulePeriod,
                startSchedule,
                duration,
                minChargingRate,
                salesTariff,
                customData);
    }

    public static ChargingScheduleType of(
            int id,
            ChargingRateUnitEnumType chargingRateUnit,
            List<ChargingSchedulePeriodType> chargingSchedulePeriod) {
        return new ChargingScheduleType(id, chargingRateUnit, chargingSchedulePeriod, null, null, null, null, null);
    }

    public ChargingScheduleType withStartSchedule(@Nullable Instant startSchedule) {
        return new ChargingScheduleType(
                id,
                chargingRateUnit,
                chargingSchedulePeriod,
                startSchedule,
                duration,
                minChargingRate,
                salesTariff,
                customData);
    }

    public ChargingScheduleType withDuration(@Nullable Integer duration) {
        return new ChargingScheduleType(
                id,
                chargingRateUnit,
                chargingSchedulePeriod,
                startSchedule,
                duration,
                minChargingRate,
                salesTariff,
                customData);
    }

    public ChargingScheduleType withMinChargingRate(@Nullable BigDecimal minChargingRate) {
        return new ChargingScheduleType(
                id,
                chargingRateUnit,
                chargingSchedulePeriod,
                startSchedule,
                duration,
                minChargingRate,
                salesTariff,
                customData);
    }

    public ChargingScheduleType withSalesTariff(@Nullable SalesTariffType salesTariff) {
        return new ChargingScheduleType(
                id,
                chargingRateUnit,
                chargingSchedulePeriod,
                startSchedule,
                duration,
                minChargingRate,
                salesTariff,
                customData);
    }

    public ChargingScheduleType withCustomData(@Nullable CustomDataType customData) {
        return new ChargingScheduleType(
                id,
                chargingRateUnit,
                chargingSchedulePeriod,
                startSchedule,
                duration,
                minChargingRate,
                salesTariff,
                customData);
    }
}
