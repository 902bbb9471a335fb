package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of SetVariableMonitoring, for one monitor. */
public enum SetMonitoringStatusEnumType implements WireEnum {
    Accepted,
    UnknownComponent,
    UnknownVariable,
    UnsupportedMonitorType,
    Rejected,
    Duplicate;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<SetMonitoringStatusEnumType> of(String wire) {
        return WireEnum.of(SetMonitoringStatusEnumType.class, wire);
    }
}
