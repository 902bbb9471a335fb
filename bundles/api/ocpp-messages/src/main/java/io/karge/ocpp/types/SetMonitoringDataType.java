package io.karge.ocpp.types;

import io.karge.ocpp.schema.RecordSchema;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A monitor to install or replace (N04). An absent transaction means false. */
public record SetMonitoringDataType(
        BigDecimal value,
        MonitorEnumType type,
        int severity,
        ComponentType component,
        VariableType variable,
        @Nullable Integer id,
        @Nullable Boolean transaction,
        @Nullable CustomDataType customData) {
    public SetMonitoringDataType {
        RecordSchema.check(
                SetMonitoringDataType.class, value, type, severity, component, variable, id, transaction, customData);
    }

    public static SetMonitoringDataType of(
            BigDecimal value, MonitorEnumType type, int severity, ComponentType component, VariableType variable) {
        return new SetMonitoringDataType(value, type, severity, component, variable, null, null, null);
    }

    public SetMonitoringDataType withId(@Nullable Integer id) {
        return new SetMonitoringDataType(value, type, severity, component, variable, id, transaction, customData);
    }

    public SetMonitoringDataType withTransaction(@Nullable Boolean transaction) {
        return new SetMonitoringDataType(value, type, severity, component, variable, id, transaction, customData);
    }

    public SetMonitoringDataType withCustomData(@Nullable CustomDataType customData) {
        return new SetMonitoringDataType(value, type, severity, component, variable, id, transaction, customData);
    }
}
