package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of Reset. */
public enum ResetStatusEnumType implements WireEnum {
    Accepted,
    Rejected,
    Scheduled;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<ResetStatusEnumType> of(String wire) {
        return WireEnum.of(ResetStatusEnumType.class, wire);
    }
}
