package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.AuthorizationData;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.UpdateEnumType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replaces or changes the local authorization list (D01). */
public record SendLocalListRequest(
        int versionNumber,
        UpdateEnumType updateType,
        @Nullable @Items(min = 1) List<AuthorizationData> localAuthorizationList,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public SendLocalListRequest {
        localAuthorizationList = RecordSchema.copyOf(localAuthorizationList);
        RecordSchema.check(SendLocalListRequest.class, versionNumber, updateType, localAuthorizationList, customData);
    }

    public static SendLocalListRequest of(int versionNumber, UpdateEnumType updateType) {
        return new SendLocalListRequest(versionNumber, updateType, null, null);
    }

    public SendLocalListRequest withLocalAuthorizationList(@Nullable List<AuthorizationData> localAuthorizationList) {
        return new SendLocalListRequest(versionNumber, updateType, localAuthorizationList, customData);
    }

    public SendLocalListRequest withCustomData(@Nullable CustomDataType customData) {
        return new SendLocalListRequest(versionNumber, updateType, localAuthorizationList, customData);
    }

    @Override
    public Action action() {
        return Action.SendLocalList;
    }
}
