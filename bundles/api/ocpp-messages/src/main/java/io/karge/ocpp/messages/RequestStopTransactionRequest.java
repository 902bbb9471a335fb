package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Asks to stop a transaction from afar (F03). */
public record RequestStopTransactionRequest(
        @Length(36) String transactionId, @Nullable CustomDataType customData) implements OcppRequest {
    public RequestStopTransactionRequest {
        RecordSchema.check(RequestStopTransactionRequest.class, transactionId, customData);
    }

    public static RequestStopTransactionRequest of(String transactionId) {
        return new RequestStopTransactionRequest(transactionId, null);
    }

    @Override
    public Action action() {
        return Action.RequestStopTransaction;
    }
}
