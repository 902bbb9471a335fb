package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Empties the authorization cache (C11). */
public record ClearCacheRequest(@Nullable CustomDataType customData) implements OcppRequest {
    public ClearCacheRequest {
        RecordSchema.check(ClearCacheRequest.class, customData);
    }

    public static ClearCacheRequest of() {
        return new ClearCacheRequest(null);
    }

    @Override
    public Action action() {
        return Action.ClearCache;
    }
}
