package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.ComponentVariableType;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.MonitoringCriterionEnumType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for the monitors that match (N02). */
public record GetMonitoringReportRequest(
        int requestId,
        @Nullable @Items(min = 1) List<ComponentVariableType> componentVariable,
        @Nullable @Items(min = 1, max = 3) List<MonitoringCriterionEnumType> monitoringCriteria,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public GetMonitoringReportRequest {
        componentVariable = RecordSchema.copyOf(componentVariable);
        monitoringCriteria = RecordSchema.copyOf(monitoringCriteria);
        RecordSchema.check(
                GetMonitoringReportRequest.class, requestId, componentVariable, monitoringCriteria, customData);
    }

    public static GetMonitoringReportRequest of(int requestId) {
        return new GetMonitoringReportRequest(requestId, null, null, null);
    }

    public GetMonitoringReportRequest withComponentVariable(@Nullable List<ComponentVariableType> componentVariable) {
        return new GetMonitoringReportRequest(requestId, componentVariable, monitoringCriteria, customData);
    }

    public GetMonitoringReportRequest withMonitoringCriteria(
            @Nullable List<MonitoringCriterionEnumType> monitoringCriteria) {
        return new GetMonitoringReportRequest(requestId, componentVariable, monitoringCriteria, customData);
    }

    public GetMonitoringReportRequest withCustomData(@Nullable CustomDataType customData) {
        return new GetMonitoringReportRequest(requestId, componentVariable, monitoringCriteria, customData);
    }

    @Override
    public Action action() {
        return Action.GetMonitoringReport;
    }
}
