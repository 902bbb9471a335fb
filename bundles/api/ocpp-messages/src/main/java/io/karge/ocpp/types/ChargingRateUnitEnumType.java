package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The unit of charging limits. */
public enum ChargingRateUnitEnumType implements WireEnum {
    W,
    A;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<ChargingRateUnitEnumType> of(String wire) {
        return WireEnum.of(ChargingRateUnitEnumType.class, wire);
    }
}
