package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of Get15118EVCertificate. */
public enum Iso15118EVCertificateStatusEnumType implements WireEnum {
    Accepted,
    Failed;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<Iso15118EVCertificateStatusEnumType> of(String wire) {
        return WireEnum.of(Iso15118EVCertificateStatusEnumType.class, wire);
    }
}
