package io.karge.simulator;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The faults of an EVSE and their bits in the fault register. */
public enum FaultCode {
    GROUND_FAILURE("GroundFailure", 1),
    OVER_CURRENT_FAILURE("OverCurrentFailure", 2),
    OVER_VOLTAGE("OverVoltage", 4),
    UNDER_VOLTAGE("UnderVoltage", 8),
    HIGH_TEMPERATURE("HighTemperature", 16),
    POWER_SWITCH_FAILURE("PowerSwitchFailure", 32),
    CONNECTOR_LOCK_FAILURE("ConnectorLockFailure", 64),
    INTERNAL_ERROR("InternalError", 128),
    EMERGENCY_STOP("EmergencyStop", 256);

    private final String code;
    private final int bit;

    FaultCode(String code, int bit) {
        this.code = code;
        this.bit = bit;
    }

    /** As the control API writes it. */
    public String code() {
        return code;
    }

    int bit() {
        return bit;
    }

    /**
     * The fault with this code.
     *
     * @throws IllegalArgumentException when there is none; the message lists those there are
     */
    public static FaultCode parse(String code) {
        return Arrays.stream(values())
                .filter(fault -> fault.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("code '" + code + "' is unknown: use one of "
                        + Arrays.stream(values()).map(FaultCode::code).collect(Collectors.joining(", "))));
    }
}
