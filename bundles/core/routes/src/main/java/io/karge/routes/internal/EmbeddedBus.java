package io.karge.routes.internal;

import io.karge.station.HardwareBus;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.NullMarked;

/** The gateway's own Camel context and hardware bus in a process without OSGi. */
@NullMarked
public final class EmbeddedBus implements AutoCloseable {
    private final CamelContext context = new DefaultCamelContext();
    private final HardwareBus bus;

    /** Starts the context. */
    public EmbeddedBus() throws Exception {
        HardwareChannels channels = new HardwareChannels();
        GatewayContext.start(context, channels);
        bus = new CamelHardwareBus(context, channels);
    }

    /** The bus, until this is closed. */
    public HardwareBus bus() {
        return bus;
    }

    @Override
    public void close() {
        synchronized (context) { // no station may take its routes away meanwhile
            context.stop();
        }
    }
}
