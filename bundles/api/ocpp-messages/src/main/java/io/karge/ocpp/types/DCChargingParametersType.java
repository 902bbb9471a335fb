package io.karge.ocpp.types;

import io.karge.ocpp.schema.Range;
import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** What a vehicle asks for when it charges with direct current (K15). */
public record DCChargingParametersType(
        int evMaxCurrent,
        int evMaxVoltage,
        @Nullable Integer energyAmount,
        @Nullable Integer evMaxPower,
        @Nullable @Range(min = 0, max = 100) Integer stateOfCharge,
        @Nullable Integer evEnergyCapacity,
        @Nullable @Range(min = 0, max = 100) Integer fullSoC,
        @Nullable @Range(min = 0, max = 100) Integer bulkSoC,
        @Nullable CustomDataType customData) {
    public DCChargingParametersType {
        RecordSchema.check(
                DCChargingParametersType.class,
                evMaxCurrent,
                evMaxVoltage,
                energyAmount,
                evMaxPower,
                stateOfCharge,
                evEnergyCapacity,
                fullSoC,
                bulkSoC,
                customData);
    }

    public static DCChargingParametersType of(int evMaxCurrent, int evMaxVoltage) {
        return new DCChargingParametersType(evMaxCurrent, evMaxVoltage, null, null, null, null, null, null, null);
    }

    public DCChargingParametersType withEnergyAmount(@Nullable Integer energyAmount) {
        return new DCChargingParametersType(
                evMaxCurrent,
                evMaxVoltage,
                energyAmount,
                evMaxPower,
                stateOfCharge,
                evEnergyCapacity,
                fullSoC,
                bulkSoC,
                customData);
    }

    public DCChargingParametersType withEvMaxPower(@Nullable Integer evMaxPower) {
        return new DCChargingParametersType(
                evMaxCurrent,
                evMaxVoltage,
                energyAmount,
                evMaxPower,
                stateOfCharge,
                evEnergyCapacity,
                fullSoC,
                bulkSoC,
                customData);
    }

    public DCChargingParametersType withStateOfCharge(@Nullable Integer stateOfCharge) {
        return new DCChargingParametersType(
                evMaxCurrent,
                evMaxVoltage,
                energyAmount,
                evMaxPower,
                stateOfCharge,
                evEnergyCapacity,
                fullSoC,
                bulkSoC,
                customData);
    }

    public DCChargingParametersType withEvEnergyCapacity(@Nullable Integer evEnergyCapacity) {
        return new DCChargingParametersType(
                evMaxCurrent,
                evMaxVoltage,
                energyAmount,
                evMaxPower,
                stateOfCharge,
                evEnergyCapacity,
                fullSoC,
                bulkSoC,
                customData);
    }

    public DCChargingParametersType withFullSoC(@Nullable Integer fullSoC) {
        return new DCChargingParametersType(
                evMaxCurrent,
                evMaxVoltage,
                energyAmount,
                evMaxPower,
                stateOfCharge,
                evEnergyCapacity,
                fullSoC,
                bulkSoC,
                customData);
    }

    public DCChargingParametersType withBulkSoC(@Nullable Integer bulkSoC) {
        return new DCChargingParametersType(
                evMaxCurrent,
                evMaxVoltage,
                energyAmount,
                evMaxPower,
                stateOfCharge,
                evEnergyCapacity,
                fullSoC,
                bulkSoC,
                customData);
    }

    public DCChargingParametersType withCustomData(@Nullable CustomDataType customData) {
        return new DCChargingParametersType(
                evMaxCurrent,
                evMaxVoltage,
                energyAmount,
                evMaxPower,
                stateOfCharge,
                evEnergyCapacity,
                fullSoC,
                bulkSoC,
                customData);
    }
}
