package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** How far the publishing of firmware is. */
public enum PublishFirmwareStatusEnumType implements WireEnum {
    Idle,
    DownloadScheduled,
    Downloading,
    Downloaded,
    Published,
    DownloadFailed,
    DownloadPaused,
    InvalidChecksum,
    ChecksumVerified,
    PublishFailed;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<PublishFirmwareStatusEnumType> of(String wire) {
        return WireEnum.of(PublishFirmwareStatusEnumType.class, wire);
    }
}
