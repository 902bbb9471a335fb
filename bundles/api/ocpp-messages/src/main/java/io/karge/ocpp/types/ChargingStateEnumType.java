package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** What a transaction is doing. */
public enum ChargingStateEnumType implements WireEnum {
    Charging,
    EVConnected,
    SuspendedEV,
    SuspendedEVSE,
    Idle;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<ChargingStateEnumType> of(String wire) {
        return WireEnum.of(ChargingStateEnumType.class, wire);
    }
}
