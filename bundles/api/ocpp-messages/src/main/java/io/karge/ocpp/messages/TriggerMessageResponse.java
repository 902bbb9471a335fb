package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.ocpp.types.TriggerMessageStatusEnumType;
import org.jspecify.annotations.Nullable;

/** Whether the message will be sent (F06). */
public record TriggerMessageResponse(
        TriggerMessageStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData) implements OcppResponse {
    public TriggerMessageResponse {
        RecordSchema.check(TriggerMessageResponse.class, status, statusInfo, customData);
    }

    public static TriggerMessageResponse of(TriggerMessageStatusEnumType status) {
        return new TriggerMessageResponse(status, null, null);
    }

    public TriggerMessageResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new TriggerMessageResponse(status, statusInfo, customData);
    }

    public TriggerMessageResponse withCustomData(@Nullable CustomDataType customData) {
        return new TriggerMessageResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.TriggerMessage;
    }
}
