package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Confirms that the CSMS has taken note (O03, O04). */
public record NotifyDisplayMessagesResponse(@Nullable CustomDataType customData) implements OcppResponse {
    public NotifyDisplayMessagesResponse {
        RecordSchema.check(NotifyDisplayMessagesResponse.class, customData);
    }

    public static NotifyDisplayMessagesResponse of() {
        return new NotifyDisplayMessagesResponse(null);
    }

    @Override
    public Action action() {
        return Action.NotifyDisplayMessages;
    }
}
