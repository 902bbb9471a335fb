package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.ComponentCriterionEnumType;
import io.karge.ocpp.types.ComponentVariableType;
import io.karge.ocpp.types.CustomDataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for the components and variables that match (B08). */
public record GetReportRequest(
        int requestId,
        @Nullable @Items(min = 1) List<ComponentVariableType> componentVariable,
        @Nullable @Items(min = 1, max = 4) List<ComponentCriterionEnumType> componentCriteria,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public GetReportRequest {
        componentVariable = RecordSchema.copyOf(componentVariable);
        componentCriteria = RecordSchema.copyOf(componentCriteria);
        RecordSchema.check(GetReportRequest.class, requestId, componentVariable, componentCriteria, customData);
    }

    public static GetReportRequest of(int requestId) {
        return new GetReportRequest(requestId, null, null, null);
    }

    public GetReportRequest withComponentVariable(@Nullable List<ComponentVariableType> componentVariable) {
        return new GetReportRequest(requestId, componentVariable, componentCriteria, customData);
    }

    public GetReportRequest withComponentCriteria(@Nullable List<ComponentCriterionEnumType> componentCriteria) {
        return new GetReportRequest(requestId, componentVariable, componentCriteria, customData);
    }

    public GetReportRequest withCustomData(@Nullable CustomDataType customData) {
        return new GetReportRequest(requestId, componentVariable, componentCriteria, customData);
    }

    @Override
    public Action action() {
        return Action.GetReport;
    }
}
