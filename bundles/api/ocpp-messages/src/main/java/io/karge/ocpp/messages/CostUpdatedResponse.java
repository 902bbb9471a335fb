package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Confirms that the station has taken note (I02). */
public record CostUpdatedResponse(@Nullable CustomDataType customData) implements OcppResponse {
    public CostUpdatedResponse {
        RecordSchema.check(CostUpdatedResponse.class, customData);
    }

    public static CostUpdatedResponse of() {
        return new CostUpdatedResponse(null);
    }

    @Override
    public Action action() {
        return Action.CostUpdated;
    }
}
