package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.EventDataType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports events of monitored variables (N07, N08). */
public record NotifyEventRequest(
        Instant generatedAt,
        int seqNo,
        @Items(min = 1) List<EventDataType> eventData,
        @Nullable Boolean tbc,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public NotifyEventRequest {
        eventData = List.copyOf(eventData);
        RecordSchema.check(NotifyEventRequest.class, generatedAt, seqNo, eventData, tbc, customData);
    }

    public static NotifyEventRequest of(Instant generatedAt, int seqNo, List<EventDataType> eventData) {
        return new NotifyEventRequest(generatedAt, seqNo, eventData, null, null);
    }

    public NotifyEventRequest withTbc(@Nullable Boolean tbc) {
        return new NotifyEventRequest(generatedAt, seqNo, eventData, tbc, customData);
    }

    public NotifyEventRequest withCustomData(@Nullable CustomDataType customData) {
        return new NotifyEventRequest(generatedAt, seqNo, eventData, tbc, customData);
    }

    @Override
    public Action action() {
        return Action.NotifyEvent;
    }
}
