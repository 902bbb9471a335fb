package io.karge.routes.internal;

import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.component.seda.BlockingQueueFactory;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.component.seda.SedaEndpoint;

/**
 * The component {@code telemetry:}, from which integrators read copies of all hardware events: a {@code seda:} that
 * drops what nobody takes in time, gives every reader each copy, and holds nothing up.
 *
 * <p>Camel shuts the endpoint of a removed route down, also one that other routes still use. These endpoints are the
 * gateway's: they stay until the context stops, whichever integration goes.
 */
final class TelemetryComponent extends SedaComponent {
    static final String NAME = "telemetry";

    /** Copies of the events of all stations. */
    static final String HARDWARE = NAME + ":hardware";

    private static final int SIZE = 1000;

    TelemetryComponent() {
        setQueueSize(SIZE);
        setDefaultDiscardWhenFull(true);
    }

    @Override
    protected SedaEndpoint createEndpoint(
            String uri, Component component, BlockingQueueFactory<Exchange> queueFactory, int concurrentConsumers) {
        SedaEndpoint endpoint = new LastingEndpoint(uri, component, queueFactory, concurrentConsumers);
        endpoint.setMultipleConsumers(true);
        endpoint.setDiscardIfNoConsumers(true);
        return endpoint;
    }

    private static final class LastingEndpoint extends SedaEndpoint {

        LastingEndpoint(
                String uri, Component component, BlockingQueueFactory<Exchange> queueFactory, int concurrentConsumers) {
            super(uri, component, queueFactory, concurrentConsumers);
        }

        @Override
        public void stop() {
            if (getCamelContext().isStopping()) {
                super.stop();
            }
        }

        @Override
        public void shutdown() {
            if (getCamelContext().isStopping()) {
                super.shutdown();
            }
        }
    }
}
