package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Cancels a reservation (H02). */
public record CancelReservationRequest(
        int reservationId, @Nullable CustomDataType customData) implements OcppRequest {
    public CancelReservationRequest {
        RecordSchema.check(CancelReservationRequest.class, reservationId, customData);
    }

    public static CancelReservationRequest of(int reservationId) {
        return new CancelReservationRequest(reservationId, null);
    }

    @Override
    public Action action() {
        return Action.CancelReservation;
    }
}
