package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Asks whether a transaction runs and whether messages are still queued (E14). */
public record GetTransactionStatusRequest(
        @Nullable @Length(36) String transactionId,
        @Nullable CustomDataType customData) implements OcppRequest {
    public GetTransactionStatusRequest {
        RecordSchema.check(GetTransactionStatusRequest.class, transactionId, customData);
    }

    public static GetTransactionStatusRequest of() {
        return new GetTransactionStatusRequest(null, null);
    }

    public GetTransactionStatusRequest withTransactionId(@Nullable String transactionId) {
        return new GetTransactionStatusRequest(transactionId, customData);
    }

    public GetTransactionStatusRequest withCustomData(@Nullable CustomDataType customData) {
        return new GetTransactionStatusRequest(transactionId, customData);
    }

    @Override
    public Action action() {
        return Action.GetTransactionStatus;
    }
}
