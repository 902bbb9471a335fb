package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Lets a local controller stop offering a firmware image (L04). */
public record UnpublishFirmwareRequest(
        @Length(32) String checksum, @Nullable CustomDataType customData) implements OcppRequest {
    public UnpublishFirmwareRequest {
        RecordSchema.check(UnpublishFirmwareRequest.class, checksum, customData);
    }

    public static UnpublishFirmwareRequest of(String checksum) {
        return new UnpublishFirmwareRequest(checksum, null);
    }

    @Override
    public Action action() {
        return Action.UnpublishFirmware;
    }
}
