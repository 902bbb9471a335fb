package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.GetDisplayMessagesStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether there are any; they follow in NotifyDisplayMessages (O03, O04). */
public record GetDisplayMessagesResponse(
        GetDisplayMessagesStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData)
        implements OcppResponse {
    public GetDisplayMessagesResponse {
        RecordSchema.check(GetDisplayMessagesResponse.class, status, statusInfo, customData);
    }

    public static GetDisplayMessagesResponse of(GetDisplayMessagesStatusEnumType status) {
        return new GetDisplayMessagesResponse(status, null, null);
    }

    public GetDisplayMessagesResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new GetDisplayMessagesResponse(status, statusInfo, customData);
    }

    public GetDisplayMessagesResponse withCustomData(@Nullable CustomDataType customData) {
        return new GetDisplayMessagesResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.GetDisplayMessages;
    }
}
