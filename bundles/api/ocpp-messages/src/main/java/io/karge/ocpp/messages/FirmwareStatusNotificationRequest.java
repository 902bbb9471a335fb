package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.FirmwareStatusEnumType;
import org.jspecify.annotations.Nullable;

/** Tells how far a firmware update is (L01, L02). */
public record FirmwareStatusNotificationRequest(
        FirmwareStatusEnumType status,
        @Nullable Integer requestId,
        @Nullable CustomDataType customData) implements OcppRequest {
    public FirmwareStatusNotificationRequest {
        RecordSchema.check(FirmwareStatusNotificationRequest.class, status, requestId, customData);
    }

    public static FirmwareStatusNotificationRequest of(FirmwareStatusEnumType status) {
        return new FirmwareStatusNotificationRequest(status, null, null);
    }

    public FirmwareStatusNotificationRequest withRequestId(@Nullable Integer requestId) {
        return new FirmwareStatusNotificationRequest(status, requestId, customData);
    }

    public FirmwareStatusNotificationRequest withCustomData(@Nullable CustomDataType customData) {
        return new FirmwareStatusNotificationRequest(status, requestId, customData);
    }

    @Override
    public Action action() {
        return Action.FirmwareStatusNotification;
    }
}
