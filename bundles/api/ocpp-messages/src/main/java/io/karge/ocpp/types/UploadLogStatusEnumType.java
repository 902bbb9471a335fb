package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** How far a log upload is. */
public enum UploadLogStatusEnumType implements WireEnum {
    BadMessage,
    Idle,
    NotSupportedOperation,
    PermissionDenied,
    Uploaded,
    UploadFailure,
    Uploading,
    AcceptedCanceled;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<UploadLogStatusEnumType> of(String wire) {
        return WireEnum.of(UploadLogStatusEnumType.class, wire);
    }
}
