package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of CancelReservation. */
public enum CancelReservationStatusEnumType implements WireEnum {
    Accepted,
    Rejected;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<CancelReservationStatusEnumType> of(String wire) {
        return WireEnum.of(CancelReservationStatusEnumType.class, wire);
    }
}
