package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A display message: what, when, where and how important (O01). */
public record MessageInfoType(
        int id,
        MessagePriorityEnumType priority,
        MessageContentType message,
        @Nullable ComponentType display,
        @Nullable MessageStateEnumType state,
        @Nullable Instant startDateTime,
        @Nullable Instant endDateTime,
        @Nullable @Length(36) String transactionId,
        @Nullable CustomDataType customData) {
    public MessageInfoType {
        RecordSchema.check(
                MessageInfoType.class,
                id,
                priority,
                message,
                display,
                state,
                startDateTime,
                endDateTime,
                transactionId,
                customData);
    }

    public static MessageInfoType of(int id, MessagePriorityEnumType priority, MessageContentType message) {
        return new MessageInfoType(id, priority, message, null, null, null, null, null, null);
    }

    public MessageInfoType withDisplay(@Nullable ComponentType display) {
        return new MessageInfoType(
                id, priority, message, display, state, startDateTime, endDateTime, transactionId, customData);
    }

    public MessageInfoType withState(@Nullable MessageStateEnumType state) {
        return new MessageInfoType(
                id, priority, message, display, state, startDateTime, endDateTime, transactionId, customData);
    }

    public MessageInfoType withStartDateTime(@Nullable Instant startDateTime) {
        return new MessageInfoType(
                id, priority, message, display, state, startDateTime, endDateTime, transactionId, customData);
    }

    public MessageInfoType withEndDateTime(@Nullable Instant endDateTime) {
        return new MessageInfoType(
                id, priority, message, display, state, startDateTime, endDateTime, transactionId, customData);
    }

    public MessageInfoType withTransactionId(@Nullable String transactionId) {
        return new MessageInfoType(
                id, priority, message, display, state, startDateTime, endDateTime, transactionId, customData);
    }

    public MessageInfoType withCustomData(@Nullable CustomDataType customData) {
        return new MessageInfoType(
                id, priority, message, display, state, startDateTime, endDateTime, transactionId, customData);
    }
}
