package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** What the CSMS thinks of a token. */
public enum AuthorizationStatusEnumType implements WireEnum {
    Accepted,
    Blocked,
    ConcurrentTx,
    Expired,
    Invalid,
    NoCredit,
    NotAllowedTypeEVSE,
    NotAtThisLocation,
    NotAtThisTime,
    Unknown;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<AuthorizationStatusEnumType> of(String wire) {
        return WireEnum.of(AuthorizationStatusEnumType.class, wire);
    }
}
