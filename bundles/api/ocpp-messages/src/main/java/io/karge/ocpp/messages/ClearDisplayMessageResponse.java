package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.ClearMessageStatusEnumType;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the message was known and removed (O05). */
public record ClearDisplayMessageResponse(
        ClearMessageStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData) implements OcppResponse {
    public ClearDisplayMessageResponse {
        RecordSchema.check(ClearDisplayMessageResponse.class, status, statusInfo, customData);
    }

    public static ClearDisplayMessageResponse of(ClearMessageStatusEnumType status) {
        return new ClearDisplayMessageResponse(status, null, null);
    }

    public ClearDisplayMessageResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new ClearDisplayMessageResponse(status, statusInfo, customData);
    }

    public ClearDisplayMessageResponse withCustomData(@Nullable CustomDataType customData) {
        return new ClearDisplayMessageResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.ClearDisplayMessage;
    }
}
