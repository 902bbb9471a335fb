package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.GenericDeviceModelStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the report will be sent in NotifyReport (B08). */
public record GetReportResponse(
        GenericDeviceModelStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public GetReportResponse {
        RecordSchema.check(GetReportResponse.class, status, statusInfo, customData);
    }

    public static GetReportResponse of(GenericDeviceModelStatusEnumType status) {
        return new GetReportResponse(status, null, null);
    }

    public GetReportResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new GetReportResponse(status, statusInfo, customData);
    }

    public GetReportResponse withCustomData(@Nullable CustomDataType customData) {
        return new GetReportResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.GetReport;
    }
}
