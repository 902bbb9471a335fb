package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Confirms that the CSMS has taken note (A04). */
public record SecurityEventNotificationResponse(@Nullable CustomDataType customData) implements OcppResponse {
    public SecurityEventNotificationResponse {
        RecordSchema.check(SecurityEventNotificationResponse.class, customData);
    }

    public static SecurityEventNotificationResponse of() {
        return new SecurityEventNotificationResponse(null);
    }

    @Override
    public Action action() {
        return Action.SecurityEventNotification;
    }
}
