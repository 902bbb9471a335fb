package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** Whether a station is registered with the CSMS. */
public enum RegistrationStatusEnumType implements WireEnum {
    Accepted,
    Pending,
    Rejected;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<RegistrationStatusEnumType> of(String wire) {
        return WireEnum.of(RegistrationStatusEnumType.class, wire);
    }
}
