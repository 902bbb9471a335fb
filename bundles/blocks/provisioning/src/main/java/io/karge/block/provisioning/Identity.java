package io.karge.block.provisioning;

import io.karge.ocpp.schema.UnicodeText;
import io.karge.ocpp.types.ChargingStationType;
import io.karge.station.SerialNumber;
import io.karge.station.StationContext;
import io.karge.station.VariableKey;
import java.util.Optional;

/** What the station says of itself in a BootNotification (B01.FR.01). */
final class Identity {
    static final VariableKey FIRMWARE_VERSION = VariableKey.of("ChargingStation", "FirmwareVersion");

    private static final int LONGEST_FIRMWARE_VERSION = 50;

    private Identity() {}

    /**
     * Serial number and firmware as the cabinet told them last, also while its link is down. There is no modem: the
     * gateway's connection is not the cabinet's.
     */
    static ChargingStationType of(StationContext context) {
        return ChargingStationType.of(context.model().model(), context.model().vendor())
                .withSerialNumber(SerialNumber.of(context.deviceModel()).orElse(null))
                .withFirmwareVersion(firmwareVersion(context).orElse(null));
    }

    private static Optional<String> firmwareVersion(StationContext context) {
        return context.deviceModel()
                .value(FIRMWARE_VERSION)
                .filter(value -> !value.isBlank())
                .map(value -> UnicodeText.cut(value, LONGEST_FIRMWARE_VERSION));
    }
}
