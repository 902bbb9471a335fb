package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.ChargingNeedsType;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Tells what a vehicle needs, as it said over ISO 15118 (K15, K17). */
public record NotifyEVChargingNeedsRequest(
        int evseId,
        ChargingNeedsType chargingNeeds,
        @Nullable Integer maxScheduleTuples,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public NotifyEVChargingNeedsRequest {
        RecordSchema.check(NotifyEVChargingNeedsRequest.class, evseId, chargingNeeds, maxScheduleTuples, customData);
    }

    public static NotifyEVChargingNeedsRequest of(int evseId, ChargingNeedsType chargingNeeds) {
        return new NotifyEVChargingNeedsRequest(evseId, chargingNeeds, null, null);
    }

    public NotifyEVChargingNeedsRequest withMaxScheduleTuples(@Nullable Integer maxScheduleTuples) {
        return new NotifyEVChargingNeedsRequest(evseId, chargingNeeds, maxScheduleTuples, customData);
    }

    public NotifyEVChargingNeedsRequest withCustomData(@Nullable CustomDataType customData) {
        return new NotifyEVChargingNeedsRequest(evseId, chargingNeeds, maxScheduleTuples, customData);
    }

    @Override
    public Action action() {
        return Action.NotifyEVChargingNeeds;
    }
}
