package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The status of a connector. */
public enum ConnectorStatusEnumType implements WireEnum {
    Available,
    Occupied,
    Reserved,
    Unavailable,
    Faulted;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<ConnectorStatusEnumType> of(String wire) {
        return WireEnum.of(ConnectorStatusEnumType.class, wire);
    }
}
