package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.ChargingProfileType;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Installs a charging profile (K01 to K03). */
public record SetChargingProfileRequest(
        int evseId,
        ChargingProfileType chargingProfile,
        @Nullable CustomDataType customData) implements OcppRequest {
    public SetChargingProfileRequest {
        RecordSchema.check(SetChargingProfileRequest.class, evseId, chargingProfile, customData);
    }

    public static SetChargingProfileRequest of(int evseId, ChargingProfileType chargingProfile) {
        return new SetChargingProfileRequest(evseId, chargingProfile, null);
    }

    @Override
    public Action action() {
        return Action.SetChargingProfile;
    }
}
