package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of InstallCertificate. */
public enum InstallCertificateStatusEnumType implements WireEnum {
    Accepted,
    Rejected,
    Failed;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<InstallCertificateStatusEnumType> of(String wire) {
        return WireEnum.of(InstallCertificateStatusEnumType.class, wire);
    }
}
