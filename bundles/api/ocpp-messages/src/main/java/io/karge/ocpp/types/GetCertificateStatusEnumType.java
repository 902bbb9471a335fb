package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of GetCertificateStatus. */
public enum GetCertificateStatusEnumType implements WireEnum {
    Accepted,
    Failed;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<GetCertificateStatusEnumType> of(String wire) {
        return WireEnum.of(GetCertificateStatusEnumType.class, wire);
    }
}
