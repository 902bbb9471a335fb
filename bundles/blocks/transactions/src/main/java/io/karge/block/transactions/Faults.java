package io.karge.block.transactions;

import io.karge.ocpp.types.ReasonEnumType;

/** Which stoppedReason a fault of the hardware is (ReasonEnumType). */
final class Faults {
    private Faults() {}

    static ReasonEnumType reason(String code) {
        return switch (code) {
            case "GroundFailure" -> ReasonEnumType.GroundFault;
            case "OverCurrentFailure" -> ReasonEnumType.OvercurrentFault;
            case "OverVoltage", "UnderVoltage" -> ReasonEnumType.PowerQuality;
            case "EmergencyStop" -> ReasonEnumType.EmergencyStop;
            default -> ReasonEnumType.Other;
        };
    }
}
