package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.GenericStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the level was taken over (N05). */
public record SetMonitoringLevelResponse(
        GenericStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData) implements OcppResponse {
    public SetMonitoringLevelResponse {
        RecordSchema.check(SetMonitoringLevelResponse.class, status, statusInfo, customData);
    }

    public static SetMonitoringLevelResponse of(GenericStatusEnumType status) {
        return new SetMonitoringLevelResponse(status, null, null);
    }

    public SetMonitoringLevelResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new SetMonitoringLevelResponse(status, statusInfo, customData);
    }

    public SetMonitoringLevelResponse withCustomData(@Nullable CustomDataType customData) {
        return new SetMonitoringLevelResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.SetMonitoringLevel;
    }
}
