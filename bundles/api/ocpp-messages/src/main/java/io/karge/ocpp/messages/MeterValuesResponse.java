package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Confirms that the CSMS has taken note (J01). */
public record MeterValuesResponse(@Nullable CustomDataType customData) implements OcppResponse {
    public MeterValuesResponse {
        RecordSchema.check(MeterValuesResponse.class, customData);
    }

    public static MeterValuesResponse of() {
        return new MeterValuesResponse(null);
    }

    @Override
    public Action action() {
        return Action.MeterValues;
    }
}
