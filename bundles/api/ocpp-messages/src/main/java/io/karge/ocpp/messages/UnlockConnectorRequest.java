package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Asks to unlock a connector (F05). */
public record UnlockConnectorRequest(
        int evseId, int connectorId, @Nullable CustomDataType customData) implements OcppRequest {
    public UnlockConnectorRequest {
        RecordSchema.check(UnlockConnectorRequest.class, evseId, connectorId, customData);
    }

    public static UnlockConnectorRequest of(int evseId, int connectorId) {
        return new UnlockConnectorRequest(evseId, connectorId, null);
    }

    @Override
    public Action action() {
        return Action.UnlockConnector;
    }
}
