package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.ClearMonitoringResultType;
import io.karge.ocpp.types.CustomDataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of each monitor (N06). */
public record ClearVariableMonitoringResponse(
        @Items(min = 1) List<ClearMonitoringResultType> clearMonitoringResult,
        @Nullable CustomDataType customData) implements OcppResponse {
    public ClearVariableMonitoringResponse {
        clearMonitoringResult = List.copyOf(clearMonitoringResult);
        RecordSchema.check(ClearVariableMonitoringResponse.class, clearMonitoringResult, customData);
    }

    public static ClearVariableMonitoringResponse of(List<ClearMonitoringResultType> clearMonitoringResult) {
        return new ClearVariableMonitoringResponse(clearMonitoringResult, null);
    }

    @Override
    public Action action() {
        return Action.ClearVariableMonitoring;
    }
}
