package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** What kind of monitor has raised an event. */
public enum EventNotificationEnumType implements WireEnum {
    HardWiredNotification,
    HardWiredMonitor,
    PreconfiguredMonitor,
    CustomMonitor;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<EventNotificationEnumType> of(String wire) {
        return WireEnum.of(EventNotificationEnumType.class, wire);
    }
}
