package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.ocpp.types.UnlockStatusEnumType;
import org.jspecify.annotations.Nullable;

/** Whether the connector is unlocked (F05). */
public record UnlockConnectorResponse(
        UnlockStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData) implements OcppResponse {
    public UnlockConnectorResponse {
        RecordSchema.check(UnlockConnectorResponse.class, status, statusInfo, customData);
    }

    public static UnlockConnectorResponse of(UnlockStatusEnumType status) {
        return new UnlockConnectorResponse(status, null, null);
    }

    public UnlockConnectorResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new UnlockConnectorResponse(status, statusInfo, customData);
    }

    public UnlockConnectorResponse withCustomData(@Nullable CustomDataType customData) {
        return new UnlockConnectorResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.UnlockConnector;
    }
}
