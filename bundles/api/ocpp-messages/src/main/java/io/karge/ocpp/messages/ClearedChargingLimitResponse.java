package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Confirms that the CSMS has taken note (K13). */
public record ClearedChargingLimitResponse(@Nullable CustomDataType customData) implements OcppResponse {
    public ClearedChargingLimitResponse {
        RecordSchema.check(ClearedChargingLimitResponse.class, customData);
    }

    public static ClearedChargingLimitResponse of() {
        return new ClearedChargingLimitResponse(null);
    }

    @Override
    public Action action() {
        return Action.ClearedChargingLimit;
    }
}
