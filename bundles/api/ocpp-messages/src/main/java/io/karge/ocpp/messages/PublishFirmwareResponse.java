package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.GenericStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the local controller will do so (L03). */
public record PublishFirmwareResponse(
        GenericStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData) implements OcppResponse {
    public PublishFirmwareResponse {
        RecordSchema.check(PublishFirmwareResponse.class, status, statusInfo, customData);
    }

    public static PublishFirmwareResponse of(GenericStatusEnumType status) {
        return new PublishFirmwareResponse(status, null, null);
    }

    public PublishFirmwareResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new PublishFirmwareResponse(status, statusInfo, customData);
    }

    public PublishFirmwareResponse withCustomData(@Nullable CustomDataType customData) {
        return new PublishFirmwareResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.PublishFirmware;
    }
}
