package io.karge.driver;

import java.util.List;
import java.util.Objects;

/**
 * The cabinet around the EVSEs.
 *
 * @param bootCounter changes each time the cabinet restarts
 * @param bootReason why it restarted last
 * @param sensors what its temperatures and fans show; none of a model that has none
 */
public record CabinetState(
        String serialNumber,
        String firmwareVersion,
        long bootCounter,
        BootReason bootReason,
        List<SensorReading> sensors) {
    public CabinetState {
        sensors = List.copyOf(Objects.requireNonNullElse(sensors, List.of())); // of an earlier release
    }

    /** A cabinet without sensors. */
    public CabinetState(String serialNumber, String firmwareVersion, long bootCounter, BootReason bootReason) {
        this(serialNumber, firmwareVersion, bootCounter, bootReason, List.of());
    }

    /** The same with other readings. */
    public CabinetState withSensors(List<SensorReading> readings) {
        return new CabinetState(serialNumber, firmwareVersion, bootCounter, bootReason, readings);
    }
}
