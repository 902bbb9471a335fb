package io.karge.ocpp.types;

import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** What became of a monitor that was to be installed (N04). */
public record SetMonitoringResultType(
        SetMonitoringStatusEnumType status,
        MonitorEnumType type,
        int severity,
        ComponentType component,
        VariableType variable,
        @Nullable Integer id,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData) {
    public SetMonitoringResultType {
        RecordSchema.check(
                SetMonitoringResultType.class, status, type, severity, component, variable, id, statusInfo, customData);
    }

    public static SetMonitoringResultType of(
            SetMonitoringStatusEnumType status,
            MonitorEnumType type,
            int severity,
            ComponentType component,
            VariableType variable) {
        return new SetMonitoringResultType(status, type, severity, component, variable, null, null, null);
    }

    public SetMonitoringResultType withId(@Nullable Integer id) {
        return new SetMonitoringResultType(status, type, severity, component, variable, id, statusInfo, customData);
    }

    public SetMonitoringResultType withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new SetMonitoringResultType(status, type, severity, component, variable, id, statusInfo, customData);
    }

    public SetMonitoringResultType withCustomData(@Nullable CustomDataType customData) {
        return new SetMonitoringResultType(status, type, severity, component, variable, id, statusInfo, customData);
    }
}
