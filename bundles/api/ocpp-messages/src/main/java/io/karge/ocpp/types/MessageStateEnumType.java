package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The state in which a display message is shown. */
public enum MessageStateEnumType implements WireEnum {
    Charging,
    Faulted,
    Idle,
    Unavailable;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<MessageStateEnumType> of(String wire) {
        return WireEnum.of(MessageStateEnumType.class, wire);
    }
}
