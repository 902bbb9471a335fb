package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.UploadLogStatusEnumType;
import org.jspecify.annotations.Nullable;

/** Tells how far a log upload is (N01). */
public record LogStatusNotificationRequest(
        UploadLogStatusEnumType status,
        @Nullable Integer requestId,
        @Nullable CustomDataType customData) implements OcppRequest {
    public LogStatusNotificationRequest {
        RecordSchema.check(LogStatusNotificationRequest.class, status, requestId, customData);
    }

    public static LogStatusNotificationRequest of(UploadLogStatusEnumType status) {
        return new LogStatusNotificationRequest(status, null, null);
    }

    public LogStatusNotificationRequest withRequestId(@Nullable Integer requestId) {
        return new LogStatusNotificationRequest(status, requestId, customData);
    }

    public LogStatusNotificationRequest withCustomData(@Nullable CustomDataType customData) {
        return new LogStatusNotificationRequest(status, requestId, customData);
    }

    @Override
    public Action action() {
        return Action.LogStatusNotification;
    }
}
