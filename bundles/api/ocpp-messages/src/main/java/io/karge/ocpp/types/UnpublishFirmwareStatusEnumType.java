package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of UnpublishFirmware. */
public enum UnpublishFirmwareStatusEnumType implements WireEnum {
    DownloadOngoing,
    NoFirmware,
    Unpublished;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<UnpublishFirmwareStatusEnumType> of(String wire) {
        return WireEnum.of(UnpublishFirmwareStatusEnumType.class, wire);
    }
}
