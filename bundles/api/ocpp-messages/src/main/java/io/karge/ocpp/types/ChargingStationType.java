package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** The identity of a station in BootNotification (B01). */
public record ChargingStationType(
        @Length(20) String model,
        @Length(50) String vendorName,
        @Nullable @Length(25) String serialNumber,
        @Nullable ModemType modem,
        @Nullable @Length(50) String firmwareVersion,
        @Nullable CustomDataType customData) {
    public ChargingStationType {
        RecordSchema.check(
                ChargingStationType.class, model, vendorName, serialNumber, modem, firmwareVersion, customData);
    }

    public static ChargingStationType of(String model, String vendorName) {
        return new ChargingStationType(model, vendorName, null, null, null, null);
    }

    public ChargingStationType withSerialNumber(@Nullable String serialNumber) {
        return new ChargingStationType(model, vendorName, serialNumber, modem, firmwareVersion, customData);
    }

    public ChargingStationType withModem(@Nullable ModemType modem) {
        return new ChargingStationType(model, vendorName, serialNumber, modem, firmwareVersion, customData);
    }

    public ChargingStationType withFirmwareVersion(@Nullable String firmwareVersion) {
        return new ChargingStationType(model, vendorName, serialNumber, modem, firmwareVersion, customData);
    }

    public ChargingStationType withCustomData(@Nullable CustomDataType customData) {
        return new ChargingStationType(model, vendorName, serialNumber, modem, firmwareVersion, customData);
    }
}
