package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Confirms that the CSMS has taken note (L01, L02). */
public record FirmwareStatusNotificationResponse(@Nullable CustomDataType customData) implements OcppResponse {
    public FirmwareStatusNotificationResponse {
        RecordSchema.check(FirmwareStatusNotificationResponse.class, customData);
    }

    public static FirmwareStatusNotificationResponse of() {
        return new FirmwareStatusNotificationResponse(null);
    }

    @Override
    public Action action() {
        return Action.FirmwareStatusNotification;
    }
}
