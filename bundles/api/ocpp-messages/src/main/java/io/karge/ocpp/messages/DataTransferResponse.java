package io.karge.ocpp.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.DataTransferStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** What the vendor specific handler made of it (P01, P02). */
public record DataTransferResponse(
        DataTransferStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable JsonNode data,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public DataTransferResponse {
        RecordSchema.check(DataTransferResponse.class, status, statusInfo, data, customData);
    }

    public static DataTransferResponse of(DataTransferStatusEnumType status) {
        return new DataTransferResponse(status, null, null, null);
    }

    public DataTransferResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new DataTransferResponse(status, statusInfo, data, customData);
    }

    public DataTransferResponse withData(@Nullable JsonNode data) {
        return new DataTransferResponse(status, statusInfo, data, customData);
    }

    public DataTransferResponse withCustomData(@Nullable CustomDataType customData) {
        return new DataTransferResponse(status, statusInfo, data, customData);
    }

    @Override
    public Action action() {
        return Action.DataTransfer;
    }
}
