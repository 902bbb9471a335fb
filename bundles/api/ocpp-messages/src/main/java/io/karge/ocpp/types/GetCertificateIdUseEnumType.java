package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The kinds of installed certificates that can be asked for. */
public enum GetCertificateIdUseEnumType implements WireEnum {
    V2GRootCertificate,
    MORootCertificate,
    CSMSRootCertificate,
    V2GCertificateChain,
    ManufacturerRootCertificate;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<GetCertificateIdUseEnumType> of(String wire) {
        return WireEnum.of(GetCertificateIdUseEnumType.class, wire);
    }
}
