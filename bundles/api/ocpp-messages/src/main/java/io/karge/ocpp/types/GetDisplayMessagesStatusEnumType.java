package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of GetDisplayMessages. */
public enum GetDisplayMessagesStatusEnumType implements WireEnum {
    Accepted,
    Unknown;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<GetDisplayMessagesStatusEnumType> of(String wire) {
        return WireEnum.of(GetDisplayMessagesStatusEnumType.class, wire);
    }
}
