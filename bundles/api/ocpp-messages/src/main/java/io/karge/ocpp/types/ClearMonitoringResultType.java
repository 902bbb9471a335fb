package io.karge.ocpp.types;

import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** What became of a monitor that was to be removed (N06). */
public record ClearMonitoringResultType(
        ClearMonitoringStatusEnumType status,
        int id,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData) {
    public ClearMonitoringResultType {
        RecordSchema.check(ClearMonitoringResultType.class, status, id, statusInfo, customData);
    }

    public static ClearMonitoringResultType of(ClearMonitoringStatusEnumType status, int id) {
        return new ClearMonitoringResultType(status, id, null, null);
    }

    public ClearMonitoringResultType withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new ClearMonitoringResultType(status, id, statusInfo, customData);
    }

    public ClearMonitoringResultType withCustomData(@Nullable CustomDataType customData) {
        return new ClearMonitoringResultType(status, id, statusInfo, customData);
    }
}
