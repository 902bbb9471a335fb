package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** Accepted or not. */
public enum GenericStatusEnumType implements WireEnum {
    Accepted,
    Rejected;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<GenericStatusEnumType> of(String wire) {
        return WireEnum.of(GenericStatusEnumType.class, wire);
    }
}
