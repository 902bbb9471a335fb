package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of GetChargingProfiles. */
public enum GetChargingProfileStatusEnumType implements WireEnum {
    Accepted,
    NoProfiles;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<GetChargingProfileStatusEnumType> of(String wire) {
        return WireEnum.of(GetChargingProfileStatusEnumType.class, wire);
    }
}
