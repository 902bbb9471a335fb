package io.karge.ocpp.types;

import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was sampled at one moment (J01, J02). */
public record MeterValueType(
        Instant timestamp,
        @Items(min = 1) List<SampledValueType> sampledValue,
        @Nullable CustomDataType customData) {
    public MeterValueType {
        sampledValue = List.copyOf(sampledValue);
        RecordSchema.check(MeterValueType.class, timestamp, sampledValue, customData);
    }

    public static MeterValueType of(Instant timestamp, List<SampledValueType> sampledValue) {
        return new MeterValueType(timestamp, sampledValue, null);
    }

    public MeterValueType withTimestamp(Instant timestamp) {
        return new MeterValueType(timestamp, sampledValue, customData);
    }
}
