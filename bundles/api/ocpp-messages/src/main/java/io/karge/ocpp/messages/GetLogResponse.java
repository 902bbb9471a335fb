package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.LogStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the upload is made, and the name of the file (N01). */
public record GetLogResponse(
        LogStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable @Length(255) String filename,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public GetLogResponse {
        RecordSchema.check(GetLogResponse.class, status, statusInfo, filename, customData);
    }

    public static GetLogResponse of(LogStatusEnumType status) {
        return new GetLogResponse(status, null, null, null);
    }

    public GetLogResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new GetLogResponse(status, statusInfo, filename, customData);
    }

    public GetLogResponse withFilename(@Nullable String filename) {
        return new GetLogResponse(status, statusInfo, filename, customData);
    }

    public GetLogResponse withCustomData(@Nullable CustomDataType customData) {
        return new GetLogResponse(status, statusInfo, filename, customData);
    }

    @Override
    public Action action() {
        return Action.GetLog;
    }
}
