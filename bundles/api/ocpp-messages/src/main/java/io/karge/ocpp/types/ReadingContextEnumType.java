package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** Why a value was sampled. */
public enum ReadingContextEnumType implements WireEnum {
    InterruptionBegin("Interruption.Begin"),
    InterruptionEnd("Interruption.End"),
    Other("Other"),
    SampleClock("Sample.Clock"),
    SamplePeriodic("Sample.Periodic"),
    TransactionBegin("Transaction.Begin"),
    TransactionEnd("Transaction.End"),
    Trigger("Trigger");

    private final String wire;

    ReadingContextEnumType(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<ReadingContextEnumType> of(String wire) {
        return WireEnum.of(ReadingContextEnumType.class, wire);
    }
}
