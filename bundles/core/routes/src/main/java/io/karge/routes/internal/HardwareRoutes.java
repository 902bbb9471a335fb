package io.karge.routes.internal;

import io.karge.driver.HardwareEvent;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** The templates of the two routes that each station has between its driver and the protocol core. */
final class HardwareRoutes extends RouteBuilder {
    static final String EVENTS = "hardware-events";
    static final String COMMANDS = "hardware-commands";

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        routeTemplate(EVENTS)
                .templateParameter("station")
                .from("driver:{{station}}/events")
                .process(HardwareRoutes::validate)
                .to("station:{{station}}")
                .to(TelemetryComponent.HARDWARE);
        routeTemplate(COMMANDS)
                .templateParameter("station")
                .from("station:{{station}}/commands")
                .to("driver:{{station}}");
    }

    /** Nothing but hardware events passes, each with the EVSE and the time that the contract asks for. */
    private static void validate(Exchange exchange) {
        HardwareEvent event = exchange.getMessage().getBody(HardwareEvent.class);
        if (event == null) {
            throw new IllegalArgumentException("a driver posted something that is no hardware event");
        }
        if (event.evseId() < 0 || event.at() == null) {
            throw new IllegalArgumentException("a driver posted " + event + ": an EVSE from 0 and a time are needed");
        }
    }
}
