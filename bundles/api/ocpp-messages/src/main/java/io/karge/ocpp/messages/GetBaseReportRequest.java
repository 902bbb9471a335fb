package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.ReportBaseEnumType;
import org.jspecify.annotations.Nullable;

/** Asks for one of the standard inventories (B07). */
public record GetBaseReportRequest(
        int requestId,
        ReportBaseEnumType reportBase,
        @Nullable CustomDataType customData) implements OcppRequest {
    public GetBaseReportRequest {
        RecordSchema.check(GetBaseReportRequest.class, requestId, reportBase, customData);
    }

    public static GetBaseReportRequest of(int requestId, ReportBaseEnumType reportBase) {
        return new GetBaseReportRequest(requestId, reportBase, null);
    }

    @Override
    public Action action() {
        return Action.GetBaseReport;
    }
}
