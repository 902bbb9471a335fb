package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.MessageContentType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Cost, priority and the state of the token, as far as they changed (E01 to E15). */
public record TransactionEventResponse(
        @Nullable BigDecimal totalCost,
        @Nullable Integer chargingPriority,
        @Nullable IdTokenInfoType idTokenInfo,
        @Nullable MessageContentType updatedPersonalMessage,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public TransactionEventResponse {
        RecordSchema.check(
                TransactionEventResponse.class,
                totalCost,
                chargingPriority,
                idTokenInfo,
                updatedPersonalMessage,
                customData);
    }

    public static TransactionEventResponse of() {
        return new TransactionEventResponse(null, null, null, null, null);
    }

    public TransactionEventResponse withTotalCost(@Nullable BigDecimal totalCost) {
        return new TransactionEventResponse(
                totalCost, chargingPriority, idTokenInfo, updatedPersonalMessage, customData);
    }

    public TransactionEventResponse withChargingPriority(@Nullable Integer chargingPriority) {
        return new TransactionEventResponse(
                totalCost, chargingPriority, idTokenInfo, updatedPersonalMessage, customData);
    }

    public TransactionEventResponse withIdTokenInfo(@Nullable IdTokenInfoType idTokenInfo) {
        return new TransactionEventResponse(
                totalCost, chargingPriority, idTokenInfo, updatedPersonalMessage, customData);
    }

    public TransactionEventResponse withUpdatedPersonalMessage(@Nullable MessageContentType updatedPersonalMessage) {
        return new TransactionEventResponse(
                totalCost, chargingPriority, idTokenInfo, updatedPersonalMessage, customData);
    }

    public TransactionEventResponse withCustomData(@Nullable CustomDataType customData) {
        return new TransactionEventResponse(
                totalCost, chargingPriority, idTokenInfo, updatedPersonalMessage, customData);
    }

    @Override
    public Action action() {
        return Action.TransactionEvent;
    }
}
