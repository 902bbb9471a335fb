package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** Whether an attribute can be read and written. */
public enum MutabilityEnumType implements WireEnum {
    ReadOnly,
    WriteOnly,
    ReadWrite;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<MutabilityEnumType> of(String wire) {
        return WireEnum.of(MutabilityEnumType.class, wire);
    }
}
