package io.karge.ocpp.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Carries what the standard has no message for (P01, P02). */
public record DataTransferRequest(
        @Length(255) String vendorId,
        @Nullable @Length(50) String messageId,
        @Nullable JsonNode data,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public DataTransferRequest {
        RecordSchema.check(DataTransferRequest.class, vendorId, messageId, data, customData);
    }

    public static DataTransferRequest of(String vendorId) {
        return new DataTransferRequest(vendorId, null, null, null);
    }

    public DataTransferRequest withMessageId(@Nullable String messageId) {
        return new DataTransferRequest(vendorId, messageId, data, customData);
    }

    public DataTransferRequest withData(@Nullable JsonNode data) {
        return new DataTransferRequest(vendorId, messageId, data, customData);
    }

    public DataTransferRequest withCustomData(@Nullable CustomDataType customData) {
        return new DataTransferRequest(vendorId, messageId, data, customData);
    }

    @Override
    public Action action() {
        return Action.DataTransfer;
    }
}
