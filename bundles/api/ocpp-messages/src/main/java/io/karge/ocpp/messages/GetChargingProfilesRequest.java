package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.ChargingProfileCriterionType;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Asks for the installed charging profiles that match (K09). */
public record GetChargingProfilesRequest(
        int requestId,
        ChargingProfileCriterionType chargingProfile,
        @Nullable Integer evseId,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public GetChargingProfilesRequest {
        RecordSchema.check(GetChargingProfilesRequest.class, requestId, chargingProfile, evseId, customData);
    }

    public static GetChargingProfilesRequest of(int requestId, ChargingProfileCriterionType chargingProfile) {
        return new GetChargingProfilesRequest(requestId, chargingProfile, null, null);
    }

    public GetChargingProfilesRequest withEvseId(@Nullable Integer evseId) {
        return new GetChargingProfilesRequest(requestId, chargingProfile, evseId, customData);
    }

    public GetChargingProfilesRequest withCustomData(@Nullable CustomDataType customData) {
        return new GetChargingProfilesRequest(requestId, chargingProfile, evseId, customData);
    }

    @Override
    public Action action() {
        return Action.GetChargingProfiles;
    }
}
