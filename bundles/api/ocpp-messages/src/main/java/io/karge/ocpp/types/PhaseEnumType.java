package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The phase, or pair of phases, of a measured value. */
public enum PhaseEnumType implements WireEnum {
    L1("L1"),
    L2("L2"),
    L3("L3"),
    N("N"),
    L1_N("L1-N"),
    L2_N("L2-N"),
    L3_N("L3-N"),
    L1_L2("L1-L2"),
    L2_L3("L2-L3"),
    L3_L1("L3-L1");

    private final String wire;

    PhaseEnumType(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<PhaseEnumType> of(String wire) {
        return WireEnum.of(PhaseEnumType.class, wire);
    }
}
