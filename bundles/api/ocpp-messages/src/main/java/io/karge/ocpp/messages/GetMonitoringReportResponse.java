package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.GenericDeviceModelStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the report will be sent in NotifyMonitoringReport (N02). */
public record GetMonitoringReportResponse(
        GenericDeviceModelStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public GetMonitoringReportResponse {
        RecordSchema.check(GetMonitoringReportResponse.class, status, statusInfo, customData);
    }

    public static GetMonitoringReportResponse of(GenericDeviceModelStatusEnumType status) {
        return new GetMonitoringReportResponse(status, null, null);
    }

    public GetMonitoringReportResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new GetMonitoringReportResponse(status, statusInfo, customData);
    }

    public GetMonitoringReportResponse withCustomData(@Nullable CustomDataType customData) {
        return new GetMonitoringReportResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.GetMonitoringReport;
    }
}
