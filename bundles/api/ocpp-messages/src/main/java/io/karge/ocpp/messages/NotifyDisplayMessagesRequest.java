package io.karge.ocpp.messages;

import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.schema.Items;
import io.karge.ocpp.schema.RecordSchema;
import io.karge.ocpp.types.CustomDataType;
import io.karge.ocpp.types.MessageInfoType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings a part of the display messages that were asked for (O03, O04). */
public record NotifyDisplayMessagesRequest(
        int requestId,
        @Nullable @Items(min = 1) List<MessageInfoType> messageInfo,
        @Nullable Boolean tbc,
        @Nullable CustomDataType customData)
        implements OcppRequest {
    public NotifyDisplayMessagesRequest {
        messageInfo = RecordSchema.copyOf(messageInfo);
        RecordSchema.check(NotifyDisplayMessagesRequest.class, requestId, messageInfo, tbc, customData);
    }

    public static NotifyDisplayMessagesRequest of(int requestId) {
        return new NotifyDisplayMessagesRequest(requestId, null, null, null);
    }

    public NotifyDisplayMessagesRequest withMessageInfo(@Nullable List<MessageInfoType> messageInfo) {
        return new NotifyDisplayMessagesRequest(requestId, messageInfo, tbc, customData);
    }

    public NotifyDisplayMessagesRequest withTbc(@Nullable Boolean tbc) {
        return new NotifyDisplayMessagesRequest(requestId, messageInfo, tbc, customData);
    }

    public NotifyDisplayMessagesRequest withCustomData(@Nullable CustomDataType customData) {
        return new NotifyDisplayMessagesRequest(requestId, messageInfo, tbc, customData);
    }

    @Override
    public Action action() {
        return Action.NotifyDisplayMessages;
    }
}
