package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import org.jspecify.annotations.Nullable;

/** Shows that the station is there, and asks for the time (G02). */
public record HeartbeatRequest(@Nullable CustomDataType customData) implements OcppRequest {
    public HeartbeatRequest {
        RecordSchema.check(HeartbeatRequest.class, customData);
    }

    public static HeartbeatRequest of() {
        return new HeartbeatRequest(null);
    }

    @Override
    public Action action() {
        return Action.Heartbeat;
    }
}
