package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The versions of OCPP; OCPP20 stands for 2.0.1. */
public enum OCPPVersionEnumType implements WireEnum {
    OCPP12,
    OCPP15,
    OCPP16,
    OCPP20;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<OCPPVersionEnumType> of(String wire) {
        return WireEnum.of(OCPPVersionEnumType.class, wire);
    }
}
