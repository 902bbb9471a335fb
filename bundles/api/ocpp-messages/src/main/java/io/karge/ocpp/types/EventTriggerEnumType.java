package io.karge.ocpp.types;

import io.karge.ocpp.schema.WireEnum;
import java.util.Optional;

/** What has raised an event. */
public enum EventTriggerEnumType implements WireEnum {
    Alerting,
    Delta,
    Periodic;

    /** The constant that is written so on the wire, if there is one. */
    public static Optional<EventTriggerEnumType> of(String wire) {
        return WireEnum.of(EventTriggerEnumType.class, wire);
    }
}
