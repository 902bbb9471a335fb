package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Confirms that the CSMS has taken note (K11, K12). */
public record NotifyChargingLimitResponse(@Nullable CustomDataType customData) implements OcppResponse {
    public NotifyChargingLimitResponse {
        RecordSchema.check(NotifyChargingLimitResponse.class, customData);
    }

    public static NotifyChargingLimitResponse of() {
        return new NotifyChargingLimitResponse(null);
    }

    @Override
    public Action action() {
        return Action.NotifyChargingLimit;
    }
}
