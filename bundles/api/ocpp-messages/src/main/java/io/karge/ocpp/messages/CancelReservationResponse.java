package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CancelReservationStatusEnumType;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the reservation was found and cancelled (H02). */
public record CancelReservationResponse(
        CancelReservationStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public CancelReservationResponse {
        RecordSchema.check(CancelReservationResponse.class, status, statusInfo, customData);
    }

    public static CancelReservationResponse of(CancelReservationStatusEnumType status) {
        return new CancelReservationResponse(status, null, null);
    }

    public CancelReservationResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new CancelReservationResponse(status, statusInfo, customData);
    }

    public CancelReservationResponse withCustomData(@Nullable CustomDataType customData) {
        return new CancelReservationResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.CancelReservation;
    }
}
