package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Confirms that the CSMS has taken note (K09). */
public record ReportChargingProfilesResponse(@Nullable CustomDataType customData) implements OcppResponse {
    public ReportChargingProfilesResponse {
        RecordSchema.check(ReportChargingProfilesResponse.class, customData);
    }

    public static ReportChargingProfilesResponse of() {
        return new ReportChargingProfilesResponse(null);
    }

    @Override
    public Action action() {
        return Action.ReportChargingProfiles;
    }
}
