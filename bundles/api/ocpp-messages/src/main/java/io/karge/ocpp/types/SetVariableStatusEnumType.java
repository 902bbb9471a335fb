package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of SetVariables, for one attribute. */
public enum SetVariableStatusEnumType implements WireEnum {
    Accepted,
    Rejected,
    UnknownComponent,
    UnknownVariable,
    NotSupportedAttributeType,
    RebootRequired;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<SetVariableStatusEnumType> of(String wire) {
        return WireEnum.of(SetVariableStatusEnumType.class, wire);
    }
}
