package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.ClearChargingProfileStatusEnumType;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether a profile matched and was removed (K10). */
public record ClearChargingProfileResponse(
        ClearChargingProfileStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public ClearChargingProfileResponse {
        RecordSchema.check(ClearChargingProfileResponse.class, status, statusInfo, customData);
    }

    public static ClearChargingProfileResponse of(ClearChargingProfileStatusEnumType status) {
        return new ClearChargingProfileResponse(status, null, null);
    }

    public ClearChargingProfileResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new ClearChargingProfileResponse(status, statusInfo, customData);
    }

    public ClearChargingProfileResponse withCustomData(@Nullable CustomDataType customData) {
        return new ClearChargingProfileResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.ClearChargingProfile;
    }
}
