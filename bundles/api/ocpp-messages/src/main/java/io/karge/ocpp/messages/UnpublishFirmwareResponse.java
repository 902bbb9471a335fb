package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.UnpublishFirmwareStatusEnumType;
import org.jspecify.annotations.Nullable;

/** Whether the image is gone (L04). */
public record UnpublishFirmwareResponse(
        UnpublishFirmwareStatusEnumType status, @Nullable CustomDataType customData) implements OcppResponse {
    public UnpublishFirmwareResponse {
        RecordSchema.check(UnpublishFirmwareResponse.class, status, customData);
    }

    public static UnpublishFirmwareResponse of(UnpublishFirmwareStatusEnumType status) {
        return new UnpublishFirmwareResponse(status, null);
    }

    @Override
    public Action action() {
        return Action.UnpublishFirmware;
    }
}
