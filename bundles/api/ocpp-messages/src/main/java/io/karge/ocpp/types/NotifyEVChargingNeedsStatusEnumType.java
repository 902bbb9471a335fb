package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of NotifyEVChargingNeeds. */
public enum NotifyEVChargingNeedsStatusEnumType implements WireEnum {
    Accepted,
    Rejected,
    Processing;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<NotifyEVChargingNeedsStatusEnumType> of(String wire) {
        return WireEnum.of(NotifyEVChargingNeedsStatusEnumType.class, wire);
    }
}
