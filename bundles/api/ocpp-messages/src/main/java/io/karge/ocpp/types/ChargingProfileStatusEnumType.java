package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of SetChargingProfile. */
public enum ChargingProfileStatusEnumType implements WireEnum {
    Accepted,
    Rejected;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<ChargingProfileStatusEnumType> of(String wire) {
        return WireEnum.of(ChargingProfileStatusEnumType.class, wire);
    }
}
