package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.GenericDeviceModelStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the set was activated (N03). */
public record SetMonitoringBaseResponse(
        GenericDeviceModelStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public SetMonitoringBaseResponse {
        RecordSchema.check(SetMonitoringBaseResponse.class, status, statusInfo, customData);
    }

    public static SetMonitoringBaseResponse of(GenericDeviceModelStatusEnumType status) {
        return new SetMonitoringBaseResponse(status, null, null);
    }

    public SetMonitoringBaseResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new SetMonitoringBaseResponse(status, statusInfo, customData);
    }

    public SetMonitoringBaseResponse withCustomData(@Nullable CustomDataType customData) {
        return new SetMonitoringBaseResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.SetMonitoringBase;
    }
}
