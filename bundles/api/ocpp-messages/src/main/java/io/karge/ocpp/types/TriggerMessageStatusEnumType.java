package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of TriggerMessage. */
public enum TriggerMessageStatusEnumType implements WireEnum {
    Accepted,
    Rejected,
    NotImplemented;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<TriggerMessageStatusEnumType> of(String wire) {
        return WireEnum.of(TriggerMessageStatusEnumType.class, wire);
    }
}
