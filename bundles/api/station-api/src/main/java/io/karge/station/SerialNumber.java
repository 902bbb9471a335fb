package io.karge.station;

import io.karge.ocpp.schema.UnicodeText;
import java.util.Optional;

/**
 * The serial number by which the CSMS knows a station: that of its BootNotification (B01.FR.01), which is the common name of its
 * certificate (A00.FR.511, B01.FR.11).
 */
public final class SerialNumber {
    /** What the cabinet tells; it may be longer. */
    public static final VariableKey VARIABLE = VariableKey.of("ChargingStation", "SerialNumber");

    /** As much of it as a BootNotification has room for (Part 2, ChargingStationType). */
    private static final int LONGEST = 25;

    private SerialNumber() {}

    /** Empty as long as the cabinet has told none. */
    public static Optional<String> of(DeviceModel deviceModel) {
        return deviceModel.value(VARIABLE).filter(told -> !told.isBlank()).map(told -> UnicodeText.cut(told, LONGEST));
    }
}
