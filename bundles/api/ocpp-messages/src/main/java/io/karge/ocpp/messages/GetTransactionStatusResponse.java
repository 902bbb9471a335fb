package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** What is known of the transaction and the queue (E14). */
public record GetTransactionStatusResponse(
        boolean messagesInQueue,
        @Nullable Boolean ongoingIndicator,
        @Nullable CustomDataType customData) implements OcppResponse {
    public GetTransactionStatusResponse {
        RecordSchema.check(GetTransactionStatusResponse.class, messagesInQueue, ongoingIndicator, customData);
    }

    public static GetTransactionStatusResponse of(boolean messagesInQueue) {
        return new GetTransactionStatusResponse(messagesInQueue, null, null);
    }

    public GetTransactionStatusResponse withOngoingIndicator(@Nullable Boolean ongoingIndicator) {
        return new GetTransactionStatusResponse(messagesInQueue, ongoingIndicator, customData);
    }

    public GetTransactionStatusResponse withCustomData(@Nullable CustomDataType customData) {
        return new GetTransactionStatusResponse(messagesInQueue, ongoingIndicator, customData);
    }

    @Override
    public Action action() {
        return Action.GetTransactionStatus;
    }
}
