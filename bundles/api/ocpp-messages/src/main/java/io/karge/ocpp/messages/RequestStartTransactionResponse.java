package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.RequestStartStopStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the station will try, and the transaction that runs already (F01, F02). */
public record RequestStartTransactionResponse(
        RequestStartStopStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable @Length(36) String transactionId,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public RequestStartTransactionResponse {
        RecordSchema.check(RequestStartTransactionResponse.class, status, statusInfo, transactionId, customData);
    }

    public static RequestStartTransactionResponse of(RequestStartStopStatusEnumType status) {
        return new RequestStartTransactionResponse(status, null, null, null);
    }

    public RequestStartTransactionResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new RequestStartTransactionResponse(status, statusInfo, transactionId, customData);
    }

    public RequestStartTransactionResponse withTransactionId(@Nullable String transactionId) {
        return new RequestStartTransactionResponse(status, statusInfo, transactionId, customData);
    }

    public RequestStartTransactionResponse withCustomData(@Nullable CustomDataType customData) {
        return new RequestStartTransactionResponse(status, statusInfo, transactionId, customData);
    }

    @Override
    public Action action() {
        return Action.RequestStartTransaction;
    }
}
