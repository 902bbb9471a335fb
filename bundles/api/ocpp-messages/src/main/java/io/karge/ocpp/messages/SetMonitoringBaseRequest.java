package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.MonitoringBaseEnumType;
import org.jspecify.annotations.Nullable;

/** Chooses the set of monitors that a station starts from (N03). */
public record SetMonitoringBaseRequest(
        MonitoringBaseEnumType monitoringBase, @Nullable CustomDataType customData) implements OcppRequest {
    public SetMonitoringBaseRequest {
        RecordSchema.check(SetMonitoringBaseRequest.class, monitoringBase, customData);
    }

    public static SetMonitoringBaseRequest of(MonitoringBaseEnumType monitoringBase) {
        return new SetMonitoringBaseRequest(monitoringBase, null);
    }

    @Override
    public Action action() {
        return Action.SetMonitoringBase;
    }
}
