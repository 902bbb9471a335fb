package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a log goes and what time it covers (N01). */
public record LogParametersType(
        @Length(512) String remoteLocation,
        @Nullable Instant oldestTimestamp,
        @Nullable Instant latestTimestamp,
        @Nullable CustomDataType customData) {
    public LogParametersType {
        RecordSchema.check(LogParametersType.class, remoteLocation, oldestTimestamp, latestTimestamp, customData);
    }

    public static LogParametersType of(String remoteLocation) {
        return new LogParametersType(remoteLocation, null, null, null);
    }

    public LogParametersType withOldestTimestamp(@Nullable Instant oldestTimestamp) {
        return new LogParametersType(remoteLocation, oldestTimestamp, latestTimestamp, customData);
    }

    public LogParametersType withLatestTimestamp(@Nullable Instant latestTimestamp) {
        return new LogParametersType(remoteLocation, oldestTimestamp, latestTimestamp, customData);
    }

    public LogParametersType withCustomData(@Nullable CustomDataType customData) {
        return new LogParametersType(remoteLocation, oldestTimestamp, latestTimestamp, customData);
    }
}
