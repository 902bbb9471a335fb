package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** Why a station has started. */
public enum BootReasonEnumType implements WireEnum {
    ApplicationReset,
    FirmwareUpdate,
    LocalReset,
    PowerUp,
    RemoteReset,
    ScheduledReset,
    Triggered,
    Unknown,
    Watchdog;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<BootReasonEnumType> of(String wire) {
        return WireEnum.of(BootReasonEnumType.class, wire);
    }
}
