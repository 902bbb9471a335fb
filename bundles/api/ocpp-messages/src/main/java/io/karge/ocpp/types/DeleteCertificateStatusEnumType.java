package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of DeleteCertificate. */
public enum DeleteCertificateStatusEnumType implements WireEnum {
    Accepted,
    Failed,
    NotFound;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<DeleteCertificateStatusEnumType> of(String wire) {
        return WireEnum.of(DeleteCertificateStatusEnumType.class, wire);
    }
}
