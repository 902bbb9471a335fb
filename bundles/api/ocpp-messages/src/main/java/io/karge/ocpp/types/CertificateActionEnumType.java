package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** What a vehicle wants done with its contract certificate. */
public enum CertificateActionEnumType implements WireEnum {
    Install,
    Update;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<CertificateActionEnumType> of(String wire) {
        return WireEnum.of(CertificateActionEnumType.class, wire);
    }
}
