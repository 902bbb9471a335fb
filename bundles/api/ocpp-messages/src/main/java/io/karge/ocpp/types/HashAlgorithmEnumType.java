package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** How the hashes of a certificate were made. */
public enum HashAlgorithmEnumType implements WireEnum {
    SHA256,
    SHA384,
    SHA512;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<HashAlgorithmEnumType> of(String wire) {
        return WireEnum.of(HashAlgorithmEnumType.class, wire);
    }
}
