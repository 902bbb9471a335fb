package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** How far a firmware update is. */
public enum FirmwareStatusEnumType implements WireEnum {
    Downloaded,
    DownloadFailed,
    Downloading,
    DownloadScheduled,
    DownloadPaused,
    Idle,
    InstallationFailed,
    Installing,
    Installed,
    InstallRebooting,
    InstallScheduled,
    InstallVerificationFailed,
    InvalidSignature,
    SignatureVerified;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<FirmwareStatusEnumType> of(String wire) {
        return WireEnum.of(FirmwareStatusEnumType.class, wire);
    }
}
