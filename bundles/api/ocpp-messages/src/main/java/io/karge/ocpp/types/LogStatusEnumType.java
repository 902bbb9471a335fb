package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of GetLog. */
public enum LogStatusEnumType implements WireEnum {
    Accepted,
    Rejected,
    AcceptedCanceled;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<LogStatusEnumType> of(String wire) {
        return WireEnum.of(LogStatusEnumType.class, wire);
    }
}
