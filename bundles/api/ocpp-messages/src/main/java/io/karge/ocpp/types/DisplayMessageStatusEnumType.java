package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of SetDisplayMessage. */
public enum DisplayMessageStatusEnumType implements WireEnum {
    Accepted,
    NotSupportedMessageFormat,
    Rejected,
    NotSupportedPriority,
    NotSupportedState,
    UnknownTransaction;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<DisplayMessageStatusEnumType> of(String wire) {
        return WireEnum.of(DisplayMessageStatusEnumType.class, wire);
    }
}
