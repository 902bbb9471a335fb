package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** When a charging profile starts again. */
public enum RecurrencyKindEnumType implements WireEnum {
    Daily,
    Weekly;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<RecurrencyKindEnumType> of(String wire) {
        return WireEnum.of(RecurrencyKindEnumType.class, wire);
    }
}
