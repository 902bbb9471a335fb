package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** What a certificate of the station is for. */
public enum CertificateSigningUseEnumType implements WireEnum {
    ChargingStationCertificate,
    V2GCertificate;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<CertificateSigningUseEnumType> of(String wire) {
        return WireEnum.of(CertificateSigningUseEnumType.class, wire);
    }
}
