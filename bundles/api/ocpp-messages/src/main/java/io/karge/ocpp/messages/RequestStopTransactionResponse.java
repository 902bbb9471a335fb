package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.RequestStartStopStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the station will stop it (F03). */
public record RequestStopTransactionResponse(
        RequestStartStopStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData) implements OcppResponse {
    public RequestStopTransactionResponse {
        RecordSchema.check(RequestStopTransactionResponse.class, status, statusInfo, customData);
    }

    public static RequestStopTransactionResponse of(RequestStartStopStatusEnumType status) {
        return new RequestStopTransactionResponse(status, null, null);
    }

    public RequestStopTransactionResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new RequestStopTransactionResponse(status, statusInfo, customData);
    }

    public RequestStopTransactionResponse withCustomData(@Nullable CustomDataType customData) {
        return new RequestStopTransactionResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.RequestStopTransaction;
    }
}
