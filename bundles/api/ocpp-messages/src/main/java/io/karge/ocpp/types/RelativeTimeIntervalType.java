package io.karge.ocpp.types;

import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** A time span, in seconds after the start of a tariff (K15). */
public record RelativeTimeIntervalType(
        int start, @Nullable Integer duration, @Nullable CustomDataType customData) {
    public RelativeTimeIntervalType {
        RecordSchema.check(RelativeTimeIntervalType.class, start, duration, customData);
    }

    public static RelativeTimeIntervalType of(int start) {
        return new RelativeTimeIntervalType(start, null, null);
    }

    public RelativeTimeIntervalType withDuration(@Nullable Integer duration) {
        return new RelativeTimeIntervalType(start, duration, customData);
    }

    public RelativeTimeIntervalType withCustomData(@Nullable CustomDataType customData) {
        return new RelativeTimeIntervalType(start, duration, customData);
    }
}
