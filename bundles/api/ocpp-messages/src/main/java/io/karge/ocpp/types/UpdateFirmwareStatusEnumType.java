package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of UpdateFirmware. */
public enum UpdateFirmwareStatusEnumType implements WireEnum {
    Accepted,
    Rejected,
    AcceptedCanceled,
    InvalidCertificate,
    RevokedCertificate;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<UpdateFirmwareStatusEnumType> of(String wire) {
        return WireEnum.of(UpdateFirmwareStatusEnumType.class, wire);
    }
}
