package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Confirms that the CSMS has taken note (N07, N08). */
public record NotifyEventResponse(@Nullable CustomDataType customData) implements OcppResponse {
    public NotifyEventResponse {
        RecordSchema.check(NotifyEventResponse.class, customData);
    }

    public static NotifyEventResponse of() {
        return new NotifyEventResponse(null);
    }

    @Override
    public Action action() {
        return Action.NotifyEvent;
    }
}
