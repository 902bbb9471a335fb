package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The time of the CSMS (G02). */
public record HeartbeatResponse(
        Instant currentTime, @Nullable CustomDataType customData) implements OcppResponse {
    public HeartbeatResponse {
        RecordSchema.check(HeartbeatResponse.class, currentTime, customData);
    }

    public static HeartbeatResponse of(Instant currentTime) {
        return new HeartbeatResponse(currentTime, null);
    }

    @Override
    public Action action() {
        return Action.Heartbeat;
    }
}
