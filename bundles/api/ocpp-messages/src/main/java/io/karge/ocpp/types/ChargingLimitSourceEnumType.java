package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** Who has set a charging limit. */
public enum ChargingLimitSourceEnumType implements WireEnum {
    EMS,
    Other,
    SO,
    CSO;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<ChargingLimitSourceEnumType> of(String wire) {
        return WireEnum.of(ChargingLimitSourceEnumType.class, wire);
    }
}
