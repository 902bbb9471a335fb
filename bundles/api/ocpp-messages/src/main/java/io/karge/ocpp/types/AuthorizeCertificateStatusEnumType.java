package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** What the CSMS thinks of a contract certificate. */
public enum AuthorizeCertificateStatusEnumType implements WireEnum {
    Accepted,
    SignatureError,
    CertificateExpired,
    CertificateRevoked,
    NoCertificateAvailable,
    CertChainError,
    ContractCancelled;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<AuthorizeCertificateStatusEnumType> of(String wire) {
        return WireEnum.of(AuthorizeCertificateStatusEnumType.class, wire);
    }
}
