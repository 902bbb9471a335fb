package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of SendLocalList. */
public enum SendLocalListStatusEnumType implements WireEnum {
    Accepted,
    Failed,
    VersionMismatch;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<SendLocalListStatusEnumType> of(String wire) {
        return WireEnum.of(SendLocalListStatusEnumType.class, wire);
    }
}
