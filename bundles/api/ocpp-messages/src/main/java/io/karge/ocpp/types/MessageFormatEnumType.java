package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The format of a display message. */
public enum MessageFormatEnumType implements WireEnum {
    ASCII,
    HTML,
    URI,
    UTF8;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<MessageFormatEnumType> of(String wire) {
        return WireEnum.of(MessageFormatEnumType.class, wire);
    }
}
