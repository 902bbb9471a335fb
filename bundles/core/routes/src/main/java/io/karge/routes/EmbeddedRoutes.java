package io.karge.routes;

import io.karge.routes.internal.EmbeddedBus;
import io.karge.station.HardwareBus;

/** The gateway's own Camel context for programs without OSGi, which gives its bus to the others as a service. */
public final class EmbeddedRoutes implements AutoCloseable {
    private final EmbeddedBus embedded;

    /** Starts the context. */
    public EmbeddedRoutes() throws Exception {
        embedded = new EmbeddedBus();
    }

    /** The hardware bus over the routes, until this is closed. */
    public HardwareBus bus() {
        return embedded.bus();
    }

    /** Stops the routes and the context. */
    @Override
    public void close() {
        embedded.close();
    }
}
