package io.karge.ocpp.types;

import io.karge.ocpp.schema.RecordSchema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a vehicle needs and until when (K15). */
public record ChargingNeedsType(
        EnergyTransferModeEnumType requestedEnergyTransfer,
        @Nullable ACChargingParametersType acChargingParameters,
        @Nullable DCChargingParametersType dcChargingParameters,
        @Nullable Instant departureTime,
        @Nullable CustomDataType customData) {
    public ChargingNeedsType {
        RecordSchema.check(
                ChargingNeedsType.class,
                requestedEnergyTransfer,
                acChargingParameters,
                dcChargingParameters,
                departureTime,
                customData);
    }

    public static ChargingNeedsType of(EnergyTransferModeEnumType requestedEnergyTransfer) {
        return new ChargingNeedsType(requestedEnergyTransfer, null, null, null, null);
    }

    public ChargingNeedsType withAcChargingParameters(@Nullable ACChargingParametersType acChargingParameters) {
        return new ChargingNeedsType(
                requestedEnergyTransfer, acChargingParameters, dcChargingParameters, departureTime, customData);
    }

    public ChargingNeedsType withDcChargingParameters(@Nullable DCChargingParametersType dcChargingParameters) {
        return new ChargingNeedsType(
                requestedEnergyTransfer, acChargingParameters, dcChargingParameters, departureTime, customData);
    }

    public ChargingNeedsType withDepartureTime(@Nullable Instant departureTime) {
        return new ChargingNeedsType(
                requestedEnergyTransfer, acChargingParameters, dcChargingParameters, departureTime, customData);
    }

    public ChargingNeedsType withCustomData(@Nullable CustomDataType customData) {
        return new ChargingNeedsType(
                requestedEnergyTransfer, acChargingParameters, dcChargingParameters, departureTime, customData);
    }
}
