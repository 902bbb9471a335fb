package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The sets of monitors that a station can start from. */
public enum MonitoringBaseEnumType implements WireEnum {
    All,
    FactoryDefault,
    HardWiredOnly;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<MonitoringBaseEnumType> of(String wire) {
        return WireEnum.of(MonitoringBaseEnumType.class, wire);
    }
}
