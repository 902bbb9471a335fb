package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Confirms that the CSMS has taken note (N01). */
public record LogStatusNotificationResponse(@Nullable CustomDataType customData) implements OcppResponse {
    public LogStatusNotificationResponse {
        RecordSchema.check(LogStatusNotificationResponse.class, customData);
    }

    public static LogStatusNotificationResponse of() {
        return new LogStatusNotificationResponse(null);
    }

    @Override
    public Action action() {
        return Action.LogStatusNotification;
    }
}
