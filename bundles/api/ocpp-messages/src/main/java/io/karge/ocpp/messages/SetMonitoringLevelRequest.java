package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Sets the severity above which events are not reported (N05). */
public record SetMonitoringLevelRequest(
        int severity, @Nullable CustomDataType customData) implements OcppRequest {
    public SetMonitoringLevelRequest {
        RecordSchema.check(SetMonitoringLevelRequest.class, severity, customData);
    }

    public static SetMonitoringLevelRequest of(int severity) {
        return new SetMonitoringLevelRequest(severity, null);
    }

    @Override
    public Action action() {
        return Action.SetMonitoringLevel;
    }
}
