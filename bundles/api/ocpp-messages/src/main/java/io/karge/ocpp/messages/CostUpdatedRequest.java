package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Tells the running cost of a transaction (I02). */
public record CostUpdatedRequest(
        BigDecimal totalCost,
        @Length(36) String transactionId,
        @Nullable CustomDataType customData) implements OcppRequest {
    public CostUpdatedRequest {
        RecordSchema.check(CostUpdatedRequest.class, totalCost, transactionId, customData);
    }

    public static CostUpdatedRequest of(BigDecimal totalCost, String transactionId) {
        return new CostUpdatedRequest(totalCost, transactionId, null);
    }

    @Override
    public Action action() {
        return Action.CostUpdated;
    }
}
