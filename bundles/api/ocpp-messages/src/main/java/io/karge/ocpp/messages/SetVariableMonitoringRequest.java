package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.SetMonitoringDataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Installs or replaces monitors (N04). */
public record SetVariableMonitoringRequest(
        @Items(min = 1) List<SetMonitoringDataType> setMonitoringData,
        @Nullable CustomDataType customData) implements OcppRequest {
    public SetVariableMonitoringRequest {
        setMonitoringData = List.copyOf(setMonitoringData);
        RecordSchema.check(SetVariableMonitoringRequest.class, setMonitoringData, customData);
    }

    public static SetVariableMonitoringRequest of(List<SetMonitoringDataType> setMonitoringData) {
        return new SetVariableMonitoringRequest(setMonitoringData, null);
    }

    @Override
    public Action action() {
        return Action.SetVariableMonitoring;
    }
}
