package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** How to authenticate at an access point. */
public enum APNAuthenticationEnumType implements WireEnum {
    CHAP,
    NONE,
    PAP,
    AUTO;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<APNAuthenticationEnumType> of(String wire) {
        return WireEnum.of(APNAuthenticationEnumType.class, wire);
    }
}
