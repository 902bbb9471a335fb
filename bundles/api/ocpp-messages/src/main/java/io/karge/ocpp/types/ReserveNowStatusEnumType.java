package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of ReserveNow. */
public enum ReserveNowStatusEnumType implements WireEnum {
    Accepted,
    Faulted,
    Occupied,
    Rejected,
    Unavailable;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<ReserveNowStatusEnumType> of(String wire) {
        return WireEnum.of(ReserveNowStatusEnumType.class, wire);
    }
}
