package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of ChangeAvailability. */
public enum ChangeAvailabilityStatusEnumType implements WireEnum {
    Accepted,
    Rejected,
    Scheduled;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<ChangeAvailabilityStatusEnumType> of(String wire) {
        return WireEnum.of(ChangeAvailabilityStatusEnumType.class, wire);
    }
}
