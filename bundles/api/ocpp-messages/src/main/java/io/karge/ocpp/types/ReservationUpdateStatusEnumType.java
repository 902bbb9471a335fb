package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** What became of a reservation. */
public enum ReservationUpdateStatusEnumType implements WireEnum {
    Expired,
    Removed;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<ReservationUpdateStatusEnumType> of(String wire) {
        return WireEnum.of(ReservationUpdateStatusEnumType.class, wire);
    }
}
