package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The network interfaces of a station. */
public enum OCPPInterfaceEnumType implements WireEnum {
    Wired0,
    Wired1,
    Wired2,
    Wired3,
    Wireless0,
    Wireless1,
    Wireless2,
    Wireless3;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<OCPPInterfaceEnumType> of(String wire) {
        return WireEnum.of(OCPPInterfaceEnumType.class, wire);
    }
}
