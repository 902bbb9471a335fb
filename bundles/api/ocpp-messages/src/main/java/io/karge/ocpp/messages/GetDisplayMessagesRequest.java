package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.MessagePriorityEnumType;
import io.karge.ocpp.types.MessageStateEnumType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for the display messages that match (O03, O04). */
public record GetDisplayMessagesRequest(
        int requestId,
        @Nullable @Items(min = 1) List<Integer> id,
        @Nullable MessagePriorityEnumType priority,
        @Nullable MessageStateEnumType state,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public GetDisplayMessagesRequest {
        id = RecordSchema.copyOf(id);
        RecordSchema.check(GetDisplayMessagesRequest.class, requestId, id, priority, state, customData);
    }

    public static GetDisplayMessagesRequest of(int requestId) {
        return new GetDisplayMessagesRequest(requestId, null, null, null, null);
    }

    public GetDisplayMessagesRequest withId(@Nullable List<Integer> id) {
        return new GetDisplayMessagesRequest(requestId, id, priority, state, customData);
    }

    public GetDisplayMessagesRequest withPriority(@Nullable MessagePriorityEnumType priority) {
        return new GetDisplayMessagesRequest(requestId, id, priority, state, customData);
    }

    public GetDisplayMessagesRequest withState(@Nullable MessageStateEnumType state) {
        return new GetDisplayMessagesRequest(requestId, id, priority, state, customData);
    }

    public GetDisplayMessagesRequest withCustomData(@Nullable CustomDataType customData) {
        return new GetDisplayMessagesRequest(requestId, id, priority, state, customData);
    }

    @Override
    public Action action() {
        return Action.GetDisplayMessages;
    }
}
