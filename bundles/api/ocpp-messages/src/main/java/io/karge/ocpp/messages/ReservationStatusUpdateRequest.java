package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.ReservationUpdateStatusEnumType;
import org.jspecify.annotations.Nullable;

/** Tells that a reservation has expired or was removed (H04). */
public record ReservationStatusUpdateRequest(
        int reservationId,
        ReservationUpdateStatusEnumType reservationUpdateStatus,
        @Nullable CustomDataType customData) implements OcppRequest {
    public ReservationStatusUpdateRequest {
        RecordSchema.check(ReservationStatusUpdateRequest.class, reservationId, reservationUpdateStatus, customData);
    }

    public static ReservationStatusUpdateRequest of(
            int reservationId, ReservationUpdateStatusEnumType reservationUpdateStatus) {
        return new ReservationStatusUpdateRequest(reservationId, reservationUpdateStatus, null);
    }

    @Override
    public Action action() {
        return Action.ReservationStatusUpdate;
    }
}
