package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The transports of OCPP. */
public enum OCPPTransportEnumType implements WireEnum {
    JSON,
    SOAP;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<OCPPTransportEnumType> of(String wire) {
        return WireEnum.of(OCPPTransportEnumType.class, wire);
    }
}
