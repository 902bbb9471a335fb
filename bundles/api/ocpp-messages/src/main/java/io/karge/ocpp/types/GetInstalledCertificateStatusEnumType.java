package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of GetInstalledCertificateIds. */
public enum GetInstalledCertificateStatusEnumType implements WireEnum {
    Accepted,
    NotFound;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<GetInstalledCertificateStatusEnumType> of(String wire) {
        return WireEnum.of(GetInstalledCertificateStatusEnumType.class, wire);
    }
}
