package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reports a security event (A04). */
public record SecurityEventNotificationRequest(
        @Length(50) String type,
        Instant timestamp,
        @Nullable @Length(255) String techInfo,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public SecurityEventNotificationRequest {
        RecordSchema.check(SecurityEventNotificationRequest.class, type, timestamp, techInfo, customData);
    }

    public static SecurityEventNotificationRequest of(String type, Instant timestamp) {
        return new SecurityEventNotificationRequest(type, timestamp, null, null);
    }

    public SecurityEventNotificationRequest withTechInfo(@Nullable String techInfo) {
        return new SecurityEventNotificationRequest(type, timestamp, techInfo, customData);
    }

    public SecurityEventNotificationRequest withCustomData(@Nullable CustomDataType customData) {
        return new SecurityEventNotificationRequest(type, timestamp, techInfo, customData);
    }

    @Override
    public Action action() {
        return Action.SecurityEventNotification;
    }
}
