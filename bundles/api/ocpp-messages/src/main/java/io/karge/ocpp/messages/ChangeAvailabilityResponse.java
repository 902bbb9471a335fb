package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.ChangeAvailabilityStatusEnumType;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the change is made, refused, or done once the transactions are over (G03, G04). */
public record ChangeAvailabilityResponse(
        ChangeAvailabilityStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public ChangeAvailabilityResponse {
        RecordSchema.check(ChangeAvailabilityResponse.class, status, statusInfo, customData);
    }

    public static ChangeAvailabilityResponse of(ChangeAvailabilityStatusEnumType status) {
        return new ChangeAvailabilityResponse(status, null, null);
    }

    public ChangeAvailabilityResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new ChangeAvailabilityResponse(status, statusInfo, customData);
    }

    public ChangeAvailabilityResponse withCustomData(@Nullable CustomDataType customData) {
        return new ChangeAvailabilityResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.ChangeAvailability;
    }
}
