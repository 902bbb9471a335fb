package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.ConnectorEnumType;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.IdTokenType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reserves an EVSE for a token (H01). */
public record ReserveNowRequest(
        int id,
        Instant expiryDateTime,
        IdTokenType idToken,
        @Nullable ConnectorEnumType connectorType,
        @Nullable Integer evseId,
        @Nullable IdTokenType groupIdToken,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public ReserveNowRequest {
        RecordSchema.check(
                ReserveNowRequest.class, id, expiryDateTime, idToken, connectorType, evseId, groupIdToken, customData);
    }

    public static ReserveNowRequest of(int id, Instant expiryDateTime, IdTokenType idToken) {
        return new ReserveNowRequest(id, expiryDateTime, idToken, null, null, null, null);
    }

    public ReserveNowRequest withConnectorType(@Nullable ConnectorEnumType connectorType) {
        return new ReserveNowRequest(id, expiryDateTime, idToken, connectorType, evseId, groupIdToken, customData);
    }

    public ReserveNowRequest withEvseId(@Nullable Integer evseId) {
        return new ReserveNowRequest(id, expiryDateTime, idToken, connectorType, evseId, groupIdToken, customData);
    }

    public ReserveNowRequest withGroupIdToken(@Nullable IdTokenType groupIdToken) {
        return new ReserveNowRequest(id, expiryDateTime, idToken, connectorType, evseId, groupIdToken, customData);
    }

    public ReserveNowRequest withCustomData(@Nullable CustomDataType customData) {
        return new ReserveNowRequest(id, expiryDateTime, idToken, connectorType, evseId, groupIdToken, customData);
    }

    @Override
    public Action action() {
        return Action.ReserveNow;
    }
}
