package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.SetNetworkProfileStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the slot was written (B09). */
public record SetNetworkProfileResponse(
        SetNetworkProfileStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public SetNetworkProfileResponse {
        RecordSchema.check(SetNetworkProfileResponse.class, status, statusInfo, customData);
    }

    public static SetNetworkProfileResponse of(SetNetworkProfileStatusEnumType status) {
        return new SetNetworkProfileResponse(status, null, null);
    }

    public SetNetworkProfileResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new SetNetworkProfileResponse(status, statusInfo, customData);
    }

    public SetNetworkProfileResponse withCustomData(@Nullable CustomDataType customData) {
        return new SetNetworkProfileResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.SetNetworkProfile;
    }
}
