package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.MeterValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports meter values outside of transactions (J01). */
public record MeterValuesRequest(
        int evseId,
        @Items(min = 1) List<MeterValueType> meterValue,
        @Nullable CustomDataType customData) implements OcppRequest {
    public MeterValuesRequest {
        meterValue = List.copyOf(meterValue);
        RecordSchema.check(MeterValuesRequest.class, evseId, meterValue, customData);
    }

    public static MeterValuesRequest of(int evseId, List<MeterValueType> meterValue) {
        return new MeterValuesRequest(evseId, meterValue, null);
    }

    @Override
    public Action action() {
        return Action.MeterValues;
    }
}
