package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.FirmwareType;
import org.jspecify.annotations.Nullable;

/** Asks to download and install firmware (L01, L02). */
public record UpdateFirmwareRequest(
        int requestId,
        FirmwareType firmware,
        @Nullable Integer retries,
        @Nullable Integer retryInterval,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public UpdateFirmwareRequest {
        RecordSchema.check(UpdateFirmwareRequest.class, requestId, firmware, retries, retryInterval, customData);
    }

    public static UpdateFirmwareRequest of(int requestId, FirmwareType firmware) {
        return new UpdateFirmwareRequest(requestId, firmware, null, null, null);
    }

    public UpdateFirmwareRequest withRetries(@Nullable Integer retries) {
        return new UpdateFirmwareRequest(requestId, firmware, retries, retryInterval, customData);
    }

    public UpdateFirmwareRequest withRetryInterval(@Nullable Integer retryInterval) {
        return new UpdateFirmwareRequest(requestId, firmware, retries, retryInterval, customData);
    }

    public UpdateFirmwareRequest withCustomData(@Nullable CustomDataType customData) {
        return new UpdateFirmwareRequest(requestId, firmware, retries, retryInterval, customData);
    }

    @Override
    public Action action() {
        return Action.UpdateFirmware;
    }
}
