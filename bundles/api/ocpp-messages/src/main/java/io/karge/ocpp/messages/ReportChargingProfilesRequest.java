package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.ChargingLimitSourceEnumType;
import io.karge.ocpp.types.ChargingProfileType;
import io.karge.ocpp.types.CustomDataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings a part of the charging profiles that were asked for (K09). */
public record ReportChargingProfilesRequest(
        int requestId,
        ChargingLimitSourceEnumType chargingLimitSource,
        int evseId,
        @Items(min = 1) List<ChargingProfileType> chargingProfile,
        @Nullable Boolean tbc,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public ReportChargingProfilesRequest {
        chargingProfile = List.copyOf(chargingProfile);
        RecordSchema.check(
                ReportChargingProfilesRequest.class,
                requestId,
                chargingLimitSource,
                evseId,
                chargingProfile,
                tbc,
                customData);
    }

    public static ReportChargingProfilesRequest of(
            int requestId,
            ChargingLimitSourceEnumType chargingLimitSource,
            int evseId,
            List<ChargingProfileType> chargingProfile) {
        return new ReportChargingProfilesRequest(requestId, chargingLimitSource, evseId, chargingProfile, null, null);
    }

    public ReportChargingProfilesRequest withTbc(@Nullable Boolean tbc) {
        return new ReportChargingProfilesRequest(
                requestId, chargingLimitSource, evseId, chargingProfile, tbc, customData);
    }

    public ReportChargingProfilesRequest withCustomData(@Nullable CustomDataType customData) {
        return new ReportChargingProfilesRequest(
                requestId, chargingLimitSource, evseId, chargingProfile, tbc, customData);
    }

    @Override
    public Action action() {
        return Action.ReportChargingProfiles;
    }
}
