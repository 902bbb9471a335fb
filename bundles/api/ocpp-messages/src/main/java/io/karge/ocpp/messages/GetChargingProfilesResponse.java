package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.GetChargingProfileStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether there are any; they follow in ReportChargingProfiles (K09). */
public record GetChargingProfilesResponse(
        GetChargingProfileStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public GetChargingProfilesResponse {
        RecordSchema.check(GetChargingProfilesResponse.class, status, statusInfo, customData);
    }

    public static GetChargingProfilesResponse of(GetChargingProfileStatusEnumType status) {
        return new GetChargingProfilesResponse(status, null, null);
    }

    public GetChargingProfilesResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new GetChargingProfilesResponse(status, statusInfo, customData);
    }

    public GetChargingProfilesResponse withCustomData(@Nullable CustomDataType customData) {
        return new GetChargingProfilesResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.GetChargingProfiles;
    }
}
