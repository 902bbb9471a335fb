package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Confirms that the CSMS has taken note (G01). */
public record StatusNotificationResponse(@Nullable CustomDataType customData) implements OcppResponse {
    public StatusNotificationResponse {
        RecordSchema.check(StatusNotificationResponse.class, customData);
    }

    public static StatusNotificationResponse of() {
        return new StatusNotificationResponse(null);
    }

    @Override
    public Action action() {
        return Action.StatusNotification;
    }
}
