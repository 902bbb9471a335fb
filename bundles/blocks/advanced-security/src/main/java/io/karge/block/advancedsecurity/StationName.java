package io.karge.block.advancedsecurity;

import io.karge.station.DeviceModel;
import io.karge.station.VariableKey;
import java.util.Optional;

/**
 * Whose a certificate of the station is.
 *
 * @param serialNumber that of the station's BootNotification (A00.FR.511)
 * @param organization SecurityCtrlr.OrganizationName (A00.FR.509)
 */
record StationName(String serialNumber, String organization) {
    private static final VariableKey SERIAL_NUMBER = VariableKey.of("ChargingStation", "SerialNumber");
    private static final VariableKey ORGANIZATION = VariableKey.of("SecurityCtrlr", "OrganizationName");
    /** As much of it as a BootNotification has room for. */
    private static final int LONGEST_SERIAL_NUMBER = 25;

    /** Empty as long as one of the two is not known. */
    static Optional<StationName> of(DeviceModel model) {
        String serial = model.value(SERIAL_NUMBER).orElse("");
        String organization = model.value(ORGANIZATION).orElse("").strip();
        return serial.isBlank() || organization.isEmpty()
                ? Optional.empty()
                : Optional.of(new StationName(
                        serial.substring(0, Math.min(serial.length(), LONGEST_SERIAL_NUMBER)), organization));
    }

    /** Why there is no name. */
    static String missing(DeviceModel model) {
        return model.value(SERIAL_NUMBER).orElse("").isBlank()
                ? "the cabinet has not told its serial number, which a certificate has to name"
                : "SecurityCtrlr.OrganizationName is empty, and a certificate has to name it";
    }
}
