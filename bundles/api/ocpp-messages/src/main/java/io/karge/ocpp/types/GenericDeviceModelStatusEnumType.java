package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The result of a request for a report, and of SetMonitoringBase. */
public enum GenericDeviceModelStatusEnumType implements WireEnum {
    Accepted,
    Rejected,
    NotSupported,
    EmptyResultSet;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<GenericDeviceModelStatusEnumType> of(String wire) {
        return WireEnum.of(GenericDeviceModelStatusEnumType.class, wire);
    }
}
