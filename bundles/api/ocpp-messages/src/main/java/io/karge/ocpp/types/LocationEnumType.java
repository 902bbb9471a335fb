package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** Where a value was measured. */
public enum LocationEnumType implements WireEnum {
    Body,
    Cable,
    EV,
    Inlet,
    Outlet;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<LocationEnumType> of(String wire) {
        return WireEnum.of(LocationEnumType.class, wire);
    }
}
