package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.PublishFirmwareStatusEnumType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells how far the publishing of firmware is (L03). */
public record PublishFirmwareStatusNotificationRequest(
        PublishFirmwareStatusEnumType status,
        @Nullable @Items(min = 1) List<@Length(512) String> location,
        @Nullable Integer requestId,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public PublishFirmwareStatusNotificationRequest {
        location = RecordSchema.copyOf(location);
        RecordSchema.check(PublishFirmwareStatusNotificationRequest.class, status, location, requestId, customData);
    }

    public static PublishFirmwareStatusNotificationRequest of(PublishFirmwareStatusEnumType status) {
        return new PublishFirmwareStatusNotificationRequest(status, null, null, null);
    }

    public PublishFirmwareStatusNotificationRequest withLocation(@Nullable List<String> location) {
        return new PublishFirmwareStatusNotificationRequest(status, location, requestId, customData);
    }

    public PublishFirmwareStatusNotificationRequest withRequestId(@Nullable Integer requestId) {
        return new PublishFirmwareStatusNotificationRequest(status, location, requestId, customData);
    }

    public PublishFirmwareStatusNotificationRequest withCustomData(@Nullable CustomDataType customData) {
        return new PublishFirmwareStatusNotificationRequest(status, location, requestId, customData);
    }

    @Override
    public Action action() {
        return Action.PublishFirmwareStatusNotification;
    }
}
