package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The kinds of transaction events. */
public enum TransactionEventEnumType implements WireEnum {
    Ended,
    Started,
    Updated;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<TransactionEventEnumType> of(String wire) {
        return WireEnum.of(TransactionEventEnumType.class, wire);
    }
}
