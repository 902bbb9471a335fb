package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The kinds of tokens. */
public enum IdTokenEnumType implements WireEnum {
    Central,
    eMAID,
    ISO14443,
    ISO15693,
    KeyCode,
    Local,
    MacAddress,
    NoAuthorization;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<IdTokenEnumType> of(String wire) {
        return WireEnum.of(IdTokenEnumType.class, wire);
    }
}
