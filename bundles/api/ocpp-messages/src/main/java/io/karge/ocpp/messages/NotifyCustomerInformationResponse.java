package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Confirms that the CSMS has taken note (N09, N10). */
public record NotifyCustomerInformationResponse(@Nullable CustomDataType customData) implements OcppResponse {
    public NotifyCustomerInformationResponse {
        RecordSchema.check(NotifyCustomerInformationResponse.class, customData);
    }

    public static NotifyCustomerInformationResponse of() {
        return new NotifyCustomerInformationResponse(null);
    }

    @Override
    public Action action() {
        return Action.NotifyCustomerInformation;
    }
}
