package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of CertificateSigned. */
public enum CertificateSignedStatusEnumType implements WireEnum {
    Accepted,
    Rejected;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<CertificateSignedStatusEnumType> of(String wire) {
        return WireEnum.of(CertificateSignedStatusEnumType.class, wire);
    }
}
