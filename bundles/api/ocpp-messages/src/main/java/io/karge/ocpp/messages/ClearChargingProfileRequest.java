package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.ClearChargingProfileType;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Removes one charging profile, or all that match the criteria (K10). */
public record ClearChargingProfileRequest(
        @Nullable Integer chargingProfileId,
        @Nullable ClearChargingProfileType chargingProfileCriteria,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public ClearChargingProfileRequest {
        RecordSchema.check(ClearChargingProfileRequest.class, chargingProfileId, chargingProfileCriteria, customData);
    }

    public static ClearChargingProfileRequest of() {
        return new ClearChargingProfileRequest(null, null, null);
    }

    public ClearChargingProfileRequest withChargingProfileId(@Nullable Integer chargingProfileId) {
        return new ClearChargingProfileRequest(chargingProfileId, chargingProfileCriteria, customData);
    }

    public ClearChargingProfileRequest withChargingProfileCriteria(
            @Nullable ClearChargingProfileType chargingProfileCriteria) {
        return new ClearChargingProfileRequest(chargingProfileId, chargingProfileCriteria, customData);
    }

    public ClearChargingProfileRequest withCustomData(@Nullable CustomDataType customData) {
        return new ClearChargingProfileRequest(chargingProfileId, chargingProfileCriteria, customData);
    }

    @Override
    public Action action() {
        return Action.ClearChargingProfile;
    }
}
