package io.karge.block.provisioning;

import io.karge.ocpp.types.ChargingStationType;
import io.karge.station.StationContext;
import io.karge.station.VariableKey;
import java.util.Optional;

/** What the station says of itself in a BootNotification (B01.FR.01). */
final class Identity {
    static final VariableKey SERIAL_NUMBER = VariableKey.of("ChargingStation", "SerialNumber");
    static final VariableKey FIRMWARE_VERSION = VariableKey.of("ChargingStation", "FirmwareVersion");

    private static final int LONGEST_SERIAL_NUMBER = 25;
    private static final int LONGEST_FIRMWARE_VERSION = 50;

    private Identity() {}

    /**
     * Serial number and firmware as the cabinet told them last, also while its link is down. There is no modem: the
     * gateway's connection is not the cabinet's.
     */
    static ChargingStationType of(StationContext context) {
        return ChargingStationType.of(context.model().model(), context.model().vendor())
                .withSerialNumber(
                        told(context, SERIAL_NUMBER, LONGEST_SERIAL_NUMBER).orElse(null))
                .withFirmwareVersion(told(context, FIRMWARE_VERSION, LONGEST_FIRMWARE_VERSION)
                        .orElse(null));
    }

    private static Optional<String> told(StationContext context, VariableKey key, int longest) {
        return context.deviceModel()
                .value(key)
                .filter(value -> !value.isBlank())
                .map(value -> value.substring(0, Math.min(value.length(), longest)));
    }
}
