package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.MonitoringDataType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings a part of a monitoring report (N02). */
public record NotifyMonitoringReportRequest(
        int requestId,
        int seqNo,
        Instant generatedAt,
        @Nullable @Items(min = 1) List<MonitoringDataType> monitor,
        @Nullable Boolean tbc,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public NotifyMonitoringReportRequest {
        monitor = RecordSchema.copyOf(monitor);
        RecordSchema.check(
                NotifyMonitoringReportRequest.class, requestId, seqNo, generatedAt, monitor, tbc, customData);
    }

    public static NotifyMonitoringReportRequest of(int requestId, int seqNo, Instant generatedAt) {
        return new NotifyMonitoringReportRequest(requestId, seqNo, generatedAt, null, null, null);
    }

    public NotifyMonitoringReportRequest withMonitor(@Nullable List<MonitoringDataType> monitor) {
        return new NotifyMonitoringReportRequest(requestId, seqNo, generatedAt, monitor, tbc, customData);
    }

    public NotifyMonitoringReportRequest withTbc(@Nullable Boolean tbc) {
        return new NotifyMonitoringReportRequest(requestId, seqNo, generatedAt, monitor, tbc, customData);
    }

    public NotifyMonitoringReportRequest withCustomData(@Nullable CustomDataType customData) {
        return new NotifyMonitoringReportRequest(requestId, seqNo, generatedAt, monitor, tbc, customData);
    }

    @Override
    public Action action() {
        return Action.NotifyMonitoringReport;
    }
}
