package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The kinds of monitors. */
public enum MonitorEnumType implements WireEnum {
    UpperThreshold,
    LowerThreshold,
    Delta,
    Periodic,
    PeriodicClockAligned;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<MonitorEnumType> of(String wire) {
        return WireEnum.of(MonitorEnumType.class, wire);
    }
}
