package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The kinds of root certificates. */
public enum InstallCertificateUseEnumType implements WireEnum {
    V2GRootCertificate,
    MORootCertificate,
    CSMSRootCertificate,
    ManufacturerRootCertificate;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<InstallCertificateUseEnumType> of(String wire) {
        return WireEnum.of(InstallCertificateUseEnumType.class, wire);
    }
}
