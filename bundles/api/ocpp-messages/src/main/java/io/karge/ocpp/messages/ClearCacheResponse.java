package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.ClearCacheStatusEnumType;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.StatusInfoType;
import org.jspecify.annotations.Nullable;

/** Whether the cache was emptied (C11). */
public record ClearCacheResponse(
        ClearCacheStatusEnumType status,
        @Nullable StatusInfoType statusInfo,
        @Nullable CustomDataType customData) implements OcppResponse {
    public ClearCacheResponse {
        RecordSchema.check(ClearCacheResponse.class, status, statusInfo, customData);
    }

    public static ClearCacheResponse of(ClearCacheStatusEnumType status) {
        return new ClearCacheResponse(status, null, null);
    }

    public ClearCacheResponse withStatusInfo(@Nullable StatusInfoType statusInfo) {
        return new ClearCacheResponse(status, statusInfo, customData);
    }

    public ClearCacheResponse withCustomData(@Nullable CustomDataType customData) {
        return new ClearCacheResponse(status, statusInfo, customData);
    }

    @Override
    public Action action() {
        return Action.ClearCache;
    }
}
