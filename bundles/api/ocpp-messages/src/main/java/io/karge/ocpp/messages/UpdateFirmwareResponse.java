package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.ocpp.types.UpdateFirmwareStatusEnumType;
import org.jspecify.annotations.Nullable;

/** Whether the station will do it (L01, L02). */
public record UpdateFirmwareResponse(
        UpdateFirmwareStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData) implements OcppResponse {
    public UpdateFirmwareResponse {
        RecordSchema.check(UpdateFirmwareResponse.class, status, statusInfo, customData);
    }

    public static UpdateFirmwareResponse of(UpdateFirmwareStatusEnumType status) {
        return new UpdateFirmwareResponse(status, null, null);
    }

    public UpdateFirmwareResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new UpdateFirmwareResponse(status, statusInfo, customData);
    }

    public UpdateFirmwareResponse withCustomData(@Nullable CustomDataType customData) {
        return new UpdateFirmwareResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.UpdateFirmware;
    }
}
