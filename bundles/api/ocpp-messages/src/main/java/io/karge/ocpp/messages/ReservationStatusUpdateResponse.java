package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Confirms that the CSMS has taken note (H04). */
public record ReservationStatusUpdateResponse(@Nullable CustomDataType customData) implements OcppResponse {
    public ReservationStatusUpdateResponse {
        RecordSchema.check(ReservationStatusUpdateResponse.class, customData);
    }

    public static ReservationStatusUpdateResponse of() {
        return new ReservationStatusUpdateResponse(null);
    }

    @Override
    public Action action() {
        return Action.ReservationStatusUpdate;
    }
}
