package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether the station is registered, what time it is, and when to send the next Heartbeat (B01 to B04). */
public record BootNotificationResponse(
        Instant currentTime,
        int interval,
        RegistrationStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public BootNotificationResponse {
        RecordSchema.check(BootNotificationResponse.class, currentTime, interval, status, statusInfo, customData);
    }

    public static BootNotificationResponse of(Instant currentTime, int interval, RegistrationStatusEnumType status) {
        return new BootNotificationResponse(currentTime, interval, status, null, null);
    }

    public BootNotificationResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new BootNotificationResponse(currentTime, interval, status, statusInfo, customData);
    }

    public BootNotificationResponse withCustomData(@Nullable CustomDataType customData) {
        return new BootNotificationResponse(currentTime, interval, status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.BootNotification;
    }
}
