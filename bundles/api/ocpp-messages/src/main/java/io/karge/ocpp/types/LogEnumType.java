package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** The kinds of log files. */
public enum LogEnumType implements WireEnum {
    DiagnosticsLog,
    SecurityLog;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<LogEnumType> of(String wire) {
        return WireEnum.of(LogEnumType.class, wire);
    }
}
