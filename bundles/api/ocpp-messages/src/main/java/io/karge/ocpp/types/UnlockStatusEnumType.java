package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of UnlockConnector. */
public enum UnlockStatusEnumType implements WireEnum {
    Unlocked,
    UnlockFailed,
    OngoingAuthorizedTransaction,
    UnknownConnector;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<UnlockStatusEnumType> of(String wire) {
        return WireEnum.of(UnlockStatusEnumType.class, wire);
    }
}
