package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** What the times of a charging profile refer to. */
public enum ChargingProfileKindEnumType implements WireEnum {
    Absolute,
    Recurring,
    Relative;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<ChargingProfileKindEnumType> of(String wire) {
        return WireEnum.of(ChargingProfileKindEnumType.class, wire);
    }
}
