package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of GetVariables, for one attribute. */
public enum GetVariableStatusEnumType implements WireEnum {
    Accepted,
    Rejected,
    UnknownComponent,
    UnknownVariable,
    NotSupportedAttributeType;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<GetVariableStatusEnumType> of(String wire) {
        return WireEnum.of(GetVariableStatusEnumType.class, wire);
    }
}
