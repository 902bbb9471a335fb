package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of RequestStartTransaction and RequestStopTransaction. */
public enum RequestStartStopStatusEnumType implements WireEnum {
    Accepted,
    Rejected;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<RequestStartStopStatusEnumType> of(String wire) {
        return WireEnum.of(RequestStartStopStatusEnumType.class, wire);
    }
}
