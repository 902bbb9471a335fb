package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.SendLocalListStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the list was taken over (D01). */
public record SendLocalListResponse(
        SendLocalListStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData) implements OcppResponse {
    public SendLocalListResponse {
        RecordSchema.check(SendLocalListResponse.class, status, statusInfo, customData);
    }

    public static SendLocalListResponse of(SendLocalListStatusEnumType status) {
        return new SendLocalListResponse(status, null, null);
    }

    public SendLocalListResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new SendLocalListResponse(status, statusInfo, customData);
    }

    public SendLocalListResponse withCustomData(@Nullable CustomDataType customData) {
        return new SendLocalListResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.SendLocalList;
    }
}
