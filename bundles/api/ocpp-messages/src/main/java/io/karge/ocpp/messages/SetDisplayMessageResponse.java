package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.DisplayMessageStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the station can show it (O01, O02, O06). */
public record SetDisplayMessageResponse(
        DisplayMessageStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData) implements OcppResponse {
    public SetDisplayMessageResponse {
        RecordSchema.check(SetDisplayMessageResponse.class, status, statusInfo, customData);
    }

    public static SetDisplayMessageResponse of(DisplayMessageStatusEnumType status) {
        return new SetDisplayMessageResponse(status, null, null);
    }

    public SetDisplayMessageResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new SetDisplayMessageResponse(status, statusInfo, customData);
    }

    public SetDisplayMessageResponse withCustomData(@Nullable CustomDataType customData) {
        return new SetDisplayMessageResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.SetDisplayMessage;
    }
}
