package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of ClearDisplayMessage. */
public enum ClearMessageStatusEnumType implements WireEnum {
    Accepted,
    Unknown;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<ClearMessageStatusEnumType> of(String wire) {
        return WireEnum.of(ClearMessageStatusEnumType.class, wire);
    }
}
