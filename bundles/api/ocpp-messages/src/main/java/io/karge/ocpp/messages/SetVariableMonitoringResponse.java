package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.SetMonitoringResultType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of each monitor (N04). */
public record SetVariableMonitoringResponse(
        @Items(min = 1) List<SetMonitoringResultType> setMonitoringResult,
        @Nullable CustomDataType customData) implements OcppResponse {
    public SetVariableMonitoringResponse {
        setMonitoringResult = List.copyOf(setMonitoringResult);
        RecordSchema.check(SetVariableMonitoringResponse.class, setMonitoringResult, customData);
    }

    public static SetVariableMonitoringResponse of(List<SetMonitoringResultType> setMonitoringResult) {
        return new SetVariableMonitoringResponse(setMonitoringResult, null);
    }

    @Override
    public Action action() {
        return Action.SetVariableMonitoring;
    }
}
