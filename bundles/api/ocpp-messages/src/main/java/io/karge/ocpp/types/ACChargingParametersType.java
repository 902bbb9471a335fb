package io.karge.ocpp.types;

import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** What a vehicle asks for when it charges with alternating current (K15). */
public record ACChargingParametersType(
        int energyAmount,
        int evMinCurrent,
        int evMaxCurrent,
        int evMaxVoltage,
        @Nullable CustomDataType customData) {
    public ACChargingParametersType {
        RecordSchema.check(
                ACChargingParametersType.class, energyAmount, evMinCurrent, evMaxCurrent, evMaxVoltage, customData);
    }

    public static ACChargingParametersType of(int energyAmount, int evMinCurrent, int evMaxCurrent, int evMaxVoltage) {
        return new ACChargingParametersType(energyAmount, evMinCurrent, evMaxCurrent, evMaxVoltage, null);
    }
}
