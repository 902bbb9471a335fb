package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Confirms that the CSMS has taken note (L03). */
public record PublishFirmwareStatusNotificationResponse(
        @Nullable CustomDataType customData) implements OcppResponse {
    public PublishFirmwareStatusNotificationResponse {
        RecordSchema.check(PublishFirmwareStatusNotificationResponse.class, customData);
    }

    public static PublishFirmwareStatusNotificationResponse of() {
        return new PublishFirmwareStatusNotificationResponse(null);
    }

    @Override
    public Action action() {
        return Action.PublishFirmwareStatusNotification;
    }
}
