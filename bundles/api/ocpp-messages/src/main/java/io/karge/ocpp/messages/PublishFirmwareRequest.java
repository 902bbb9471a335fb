package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Lets a local controller offer a firmware image to its stations (L03). */
public record PublishFirmwareRequest(
        @Length(512) String location,
        @Length(32) String checksum,
        int requestId,
        @Nullable Integer retries,
        @Nullable Integer retryInterval,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public PublishFirmwareRequest {
        RecordSchema.check(
                PublishFirmwareRequest.class, location, checksum, requestId, retries, retryInterval, customData);
    }

    public static PublishFirmwareRequest of(String location, String checksum, int requestId) {
        return new PublishFirmwareRequest(location, checksum, requestId, null, null, null);
    }

    public PublishFirmwareRequest withRetries(@Nullable Integer retries) {
        return new PublishFirmwareRequest(location, checksum, requestId, retries, retryInterval, customData);
    }

    public PublishFirmwareRequest withRetryInterval(@Nullable Integer retryInterval) {
        return new PublishFirmwareRequest(location, checksum, requestId, retries, retryInterval, customData);
    }

    public PublishFirmwareRequest withCustomData(@Nullable CustomDataType customData) {
        return new PublishFirmwareRequest(location, checksum, requestId, retries, retryInterval, customData);
    }

    @Override
    public Action action() {
        return Action.PublishFirmware;
    }
}
