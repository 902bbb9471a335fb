package io.karge.ocpp.types;

import io.karge.ocpp.schema.RecordSchema;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A monitor and its severity (N02). */
public record VariableMonitoringType(
        int id,
        boolean transaction,
        BigDecimal value,
        MonitorEnumType type,
        int severity,
        @Nullable CustomDataType customData) {
    public VariableMonitoringType {
        RecordSchema.check(VariableMonitoringType.class, id, transaction, value, type, severity, customData);
    }

    public static VariableMonitoringType of(
            int id, boolean transaction, BigDecimal value, MonitorEnumType type, int severity) {
        return new VariableMonitoringType(id, transaction, value, type, severity, null);
    }
}
