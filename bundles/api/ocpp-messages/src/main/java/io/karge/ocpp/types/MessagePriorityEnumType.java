package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** How important a display message is. */
public enum MessagePriorityEnumType implements WireEnum {
    AlwaysFront,
    InFront,
    NormalCycle;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<MessagePriorityEnumType> of(String wire) {
        return WireEnum.of(MessagePriorityEnumType.class, wire);
    }
}
