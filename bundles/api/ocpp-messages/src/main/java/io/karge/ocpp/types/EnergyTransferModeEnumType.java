package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** How a vehicle wants to be charged. */
public enum EnergyTransferModeEnumType implements WireEnum {
    DC,
    AC_single_phase,
    AC_two_phase,
    AC_three_phase;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<EnergyTransferModeEnumType> of(String wire) {
        return WireEnum.of(EnergyTransferModeEnumType.class, wire);
    }
}
