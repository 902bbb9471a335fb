package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.ReportDataType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings a part of a report on the device model (B07, B08). */
public record NotifyReportRequest(
        int requestId,
        Instant generatedAt,
        int seqNo,
        @Nullable @Items(min = 1) List<ReportDataType> reportData,
        @Nullable Boolean tbc,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public NotifyReportRequest {
        reportData = RecordSchema.copyOf(reportData);
        RecordSchema.check(NotifyReportRequest.class, requestId, generatedAt, seqNo, reportData, tbc, customData);
    }

    public static NotifyReportRequest of(int requestId, Instant generatedAt, int seqNo) {
        return new NotifyReportRequest(requestId, generatedAt, seqNo, null, null, null);
    }

    public NotifyReportRequest withReportData(@Nullable List<ReportDataType> reportData) {
        return new NotifyReportRequest(requestId, generatedAt, seqNo, reportData, tbc, customData);
    }

    public NotifyReportRequest withTbc(@Nullable Boolean tbc) {
        return new NotifyReportRequest(requestId, generatedAt, seqNo, reportData, tbc, customData);
    }

    public NotifyReportRequest withCustomData(@Nullable CustomDataType customData) {
        return new NotifyReportRequest(requestId, generatedAt, seqNo, reportData, tbc, customData);
    }

    @Override
    public Action action() {
        return Action.NotifyReport;
    }
}
