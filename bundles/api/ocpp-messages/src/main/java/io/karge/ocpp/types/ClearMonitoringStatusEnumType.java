package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of ClearVariableMonitoring, for one monitor. */
public enum ClearMonitoringStatusEnumType implements WireEnum {
    Accepted,
    Rejected,
    NotFound;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<ClearMonitoringStatusEnumType> of(String wire) {
        return WireEnum.of(ClearMonitoringStatusEnumType.class, wire);
    }
}
