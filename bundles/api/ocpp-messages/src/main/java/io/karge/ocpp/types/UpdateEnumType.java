package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** Whether a local authorization list is replaced or changed. */
public enum UpdateEnumType implements WireEnum {
    Differential,
    Full;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<UpdateEnumType> of(String wire) {
        return WireEnum.of(UpdateEnumType.class, wire);
    }
}
