package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.GenericDeviceModelStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the report will be sent in NotifyReport (B07). */
public record GetBaseReportResponse(
        GenericDeviceModelStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public GetBaseReportResponse {
        RecordSchema.check(GetBaseReportResponse.class, status, statusInfo, customData);
    }

    public static GetBaseReportResponse of(GenericDeviceModelStatusEnumType status) {
        return new GetBaseReportResponse(status, null, null);
    }

    public GetBaseReportResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new GetBaseReportResponse(status, statusInfo, customData);
    }

    public GetBaseReportResponse withCustomData(@Nullable CustomDataType customData) {
        return new GetBaseReportResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.GetBaseReport;
    }
}
