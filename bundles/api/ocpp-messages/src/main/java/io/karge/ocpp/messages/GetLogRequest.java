package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.LogEnumType;
import io.karge.ocpp.types.LogParametersType;
import org.jspecify.annotations.Nullable;

/** Asks to upload a log file (N01). */
public record GetLogRequest(
        LogEnumType logType,
        int requestId,
        LogParametersType log,
        @Nullable Integer retries,
        @Nullable Integer retryInterval,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public GetLogRequest {
        RecordSchema.check(GetLogRequest.class, logType, requestId, log, retries, retryInterval, customData);
    }

    public static GetLogRequest of(LogEnumType logType, int requestId, LogParametersType log) {
        return new GetLogRequest(logType, requestId, log, null, null, null);
    }

    public GetLogRequest withRetries(@Nullable Integer retries) {
        return new GetLogRequest(logType, requestId, log, retries, retryInterval, customData);
    }

    public GetLogRequest withRetryInterval(@Nullable Integer retryInterval) {
        return new GetLogRequest(logType, requestId, log, retries, retryInterval, customData);
    }

    public GetLogRequest withCustomData(@Nullable CustomDataType customData) {
        return new GetLogRequest(logType, requestId, log, retries, retryInterval, customData);
    }

    @Override
    public Action action() {
        return Action.GetLog;
    }
}
