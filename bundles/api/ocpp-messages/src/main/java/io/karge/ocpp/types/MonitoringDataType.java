package io.karge.ocpp.types;

import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The monitors of a variable (N02). */
public record MonitoringDataType(
        ComponentType component,
        VariableType variable,
        @Items(min = 1) List<VariableMonitoringType> variableMonitoring,
        @Nullable CustomDataType customData) {
    public MonitoringDataType {
        variableMonitoring = List.copyOf(variableMonitoring);
        RecordSchema.check(MonitoringDataType.class, component, variable, variableMonitoring, customData);
    }

    public static MonitoringDataType of(
            ComponentType component, VariableType variable, List<VariableMonitoringType> variableMonitoring) {
        return new MonitoringDataType(component, variable, variableMonitoring, null);
    }
}
