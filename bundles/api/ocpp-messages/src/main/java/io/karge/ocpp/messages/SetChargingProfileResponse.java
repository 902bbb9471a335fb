package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.ChargingProfileStatusEnumType;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the profile was installed (K01 to K03). */
public record SetChargingProfileResponse(
        ChargingProfileStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData) implements OcppResponse {
    public SetChargingProfileResponse {
        RecordSchema.check(SetChargingProfileResponse.class, status, statusInfo, customData);
    }

    public static SetChargingProfileResponse of(ChargingProfileStatusEnumType status) {
        return new SetChargingProfileResponse(status, null, null);
    }

    public SetChargingProfileResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new SetChargingProfileResponse(status, statusInfo, customData);
    }

    public SetChargingProfileResponse withCustomData(@Nullable CustomDataType customData) {
        return new SetChargingProfileResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.SetChargingProfile;
    }
}
