package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.ChargingProfileType;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.IdTokenType;
import org.jspecify.annotations.Nullable;

/** Asks to start a transaction from afar (F01, F02). */
public record RequestStartTransactionRequest(
        int remoteStartId,
        IdTokenType idToken,
        @Nullable Integer evseId,
        @Nullable IdTokenType groupIdToken,
        @Nullable ChargingProfileType chargingProfile,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public RequestStartTransactionRequest {
        RecordSchema.check(
                RequestStartTransactionRequest.class,
                remoteStartId,
                idToken,
                evseId,
                groupIdToken,
                chargingProfile,
                customData);
    }

    public static RequestStartTransactionRequest of(int remoteStartId, IdTokenType idToken) {
        return new RequestStartTransactionRequest(remoteStartId, idToken, null, null, null, null);
    }

    public RequestStartTransactionRequest withEvseId(@Nullable Integer evseId) {
        return new RequestStartTransactionRequest(
                remoteStartId, idToken, evseId, groupIdToken, chargingProfile, customData);
    }

    public RequestStartTransactionRequest withGroupIdToken(@Nullable IdTokenType groupIdToken) {
        return new RequestStartTransactionRequest(
                remoteStartId, idToken, evseId, groupIdToken, chargingProfile, customData);
    }

    public RequestStartTransactionRequest withChargingProfile(@Nullable ChargingProfileType chargingProfile) {
        return new RequestStartTransactionRequest(
                remoteStartId, idToken, evseId, groupIdToken, chargingProfile, customData);
    }

    public RequestStartTransactionRequest withCustomData(@Nullable CustomDataType customData) {
        return new RequestStartTransactionRequest(
                remoteStartId, idToken, evseId, groupIdToken, chargingProfile, customData);
    }

    @Override
    public Action action() {
        return Action.RequestStartTransaction;
    }
}
