package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.ChargingLimitSourceEnumType;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Tells that an external charging limit is gone (K13). */
public record ClearedChargingLimitRequest(
        ChargingLimitSourceEnumType chargingLimitSource,
        @Nullable Integer evseId,
        @Nullable CustomDataType customData) implements OcppRequest {
    public ClearedChargingLimitRequest {
        RecordSchema.check(ClearedChargingLimitRequest.class, chargingLimitSource, evseId, customData);
    }

    public static ClearedChargingLimitRequest of(ChargingLimitSourceEnumType chargingLimitSource) {
        return new ClearedChargingLimitRequest(chargingLimitSource, null, null);
    }

    public ClearedChargingLimitRequest withEvseId(@Nullable Integer evseId) {
        return new ClearedChargingLimitRequest(chargingLimitSource, evseId, customData);
    }

    public ClearedChargingLimitRequest withCustomData(@Nullable CustomDataType customData) {
        return new ClearedChargingLimitRequest(chargingLimitSource, evseId, customData);
    }

    @Override
    public Action action() {
        return Action.ClearedChargingLimit;
    }
}
