package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The attributes of a variable. */
public enum AttributeEnumType implements WireEnum {
    Actual,
    Target,
    MinSet,
    MaxSet;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<AttributeEnumType> of(String wire) {
        return WireEnum.of(AttributeEnumType.class, wire);
    }
}
