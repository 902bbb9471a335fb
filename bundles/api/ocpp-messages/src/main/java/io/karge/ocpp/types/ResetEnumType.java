package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** When to restart. */
public enum ResetEnumType implements WireEnum {
    Immediate,
    OnIdle;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<ResetEnumType> of(String wire) {
        return WireEnum.of(ResetEnumType.class, wire);
    }
}
