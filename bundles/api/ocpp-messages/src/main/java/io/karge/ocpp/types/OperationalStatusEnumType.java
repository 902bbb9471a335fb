package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** In or out of service. */
public enum OperationalStatusEnumType implements WireEnum {
    Inoperative,
    Operative;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<OperationalStatusEnumType> of(String wire) {
        return WireEnum.of(OperationalStatusEnumType.class, wire);
    }
}
