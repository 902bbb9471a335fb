package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The kinds of monitors that can be asked for. */
public enum MonitoringCriterionEnumType implements WireEnum {
    ThresholdMonitoring,
    DeltaMonitoring,
    PeriodicMonitoring;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<MonitoringCriterionEnumType> of(String wire) {
        return WireEnum.of(MonitoringCriterionEnumType.class, wire);
    }
}
