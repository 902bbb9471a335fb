package io.karge.block.advancedsecurity;

import io.karge.station.DeviceModel;
import io.karge.station.SerialNumber;
import io.karge.station.VariableKey;
import java.util.Optional;

/**
 * Whose a certificate of the station is.
 *
 * @param serialNumber that of the station's BootNotification (A00.FR.511)
 * @param organization SecurityCtrlr.OrganizationName (A00.FR.509)
 */
record StationName(String serialNumber, String organization) {
    private static final VariableKey ORGANIZATION = VariableKey.of("SecurityCtrlr", "OrganizationName");

    /** Empty as long as one of the two is not known. */
    static Optional<StationName> of(DeviceModel model) {
        Optional<String> serial = SerialNumber.of(model);
        String organization = model.value(ORGANIZATION).orElse("").strip();
        return organization.isEmpty() ? Optional.empty() : serial.map(known -> new StationName(known, organization));
    }

    /** Why there is no name. */
    static String missing(DeviceModel model) {
        return SerialNumber.of(model).isEmpty()
                ? "the cabinet has not told its serial number, which a certificate has to name"
                : "SecurityCtrlr.OrganizationName is empty, and a certificate has to name it";
    }
}
