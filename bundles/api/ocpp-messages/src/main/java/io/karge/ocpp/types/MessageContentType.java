package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** A text for a display (O01, I01). */
public record MessageContentType(
        MessageFormatEnumType format,
        @Length(512) String content,
        @Nullable @Length(8) String language,
        @Nullable CustomDataType customData) {
    public MessageContentType {
        RecordSchema.check(MessageContentType.class, format, content, language, customData);
    }

    public static MessageContentType of(MessageFormatEnumType format, String content) {
        return new MessageContentType(format, content, null, null);
    }

    public MessageContentType withLanguage(@Nullable String language) {
        return new MessageContentType(format, content, language, customData);
    }

    public MessageContentType withCustomData(@Nullable CustomDataType customData) {
        return new MessageContentType(format, content, language, customData);
    }
}
