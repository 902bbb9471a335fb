package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of ClearChargingProfile. */
public enum ClearChargingProfileStatusEnumType implements WireEnum {
    Accepted,
    Unknown;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<ClearChargingProfileStatusEnumType> of(String wire) {
        return WireEnum.of(ClearChargingProfileStatusEnumType.class, wire);
    }
}
