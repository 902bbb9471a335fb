package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of ClearCache. */
public enum ClearCacheStatusEnumType implements WireEnum {
    Accepted,
    Rejected;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<ClearCacheStatusEnumType> of(String wire) {
        return WireEnum.of(ClearCacheStatusEnumType.class, wire);
    }
}
