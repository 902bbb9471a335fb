package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.CustomDataType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells the status of a connector (G01). */
public record StatusNotificationRequest(
        Instant timestamp,
        ConnectorStatusEnumType connectorStatus,
        int evseId,
        int connectorId,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public StatusNotificationRequest {
        RecordSchema.check(
                StatusNotificationRequest.class, timestamp, connectorStatus, evseId, connectorId, customData);
    }

    public static StatusNotificationRequest of(
            Instant timestamp, ConnectorStatusEnumType connectorStatus, int evseId, int connectorId) {
        return new StatusNotificationRequest(timestamp, connectorStatus, evseId, connectorId, null);
    }

    @Override
    public Action action() {
        return Action.StatusNotification;
    }
}
