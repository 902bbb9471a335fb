package io.karge.routes.internal;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent;
import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** One end of a station's channel as a Camel endpoint; what it does follows from its component and its path. */
final class ChannelEndpoint extends DefaultEndpoint {

    /** The four ends. */
    enum End {
        /** {@code driver:<station>/events}: consumer, events of the driver. */
        DRIVER_EVENTS,
        /** {@code driver:<station>}: producer, commands to the driver. */
        DRIVER,
        /** {@code station:<station>/commands}: consumer, commands of the core. */
        STATION_COMMANDS,
        /** {@code station:<station>}: producer, events to the core. */
        STATION
    }

    private final HardwareChannels.Channel channel;
    private final End end;

    ChannelEndpoint(String uri, Component component, HardwareChannels.Channel channel, End end) {
        super(uri, component);
        this.channel = channel;
        this.end = end;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        ChannelConsumer consumer = new ChannelConsumer(this, processor);
        configureConsumer(consumer);
        switch (end) {
            case DRIVER_EVENTS -> channel.events = consumer;
            case STATION_COMMANDS -> channel.commands = consumer;
            default -> throw new UnsupportedOperationException(getEndpointUri() + " is written to, not read from");
        }
        return consumer;
    }

    @Override
    public Producer createProducer() {
        return switch (end) {
            case STATION ->
                new DefaultProducer(this) {
                    @Override
                    public void process(Exchange exchange) {
                        channel.core.post(body(exchange, HardwareEvent.class));
                    }
                };
            case DRIVER ->
                new DefaultAsyncProducer(this) {
                    @Override
                    public boolean process(Exchange exchange, AsyncCallback callback) {
                        CompletionStage<CommandResult> result = channel.toDriver(body(exchange, HardwareCommand.class));
                        result.whenComplete((answer, failure) -> {
                            if (failure == null) {
                                exchange.getMessage().setBody(answer);
                            } else {
                                exchange.setException(failure);
                            }
                            callback.done(false);
                        });
                        return false;
                    }
                };
            default -> throw new UnsupportedOperationException(getEndpointUri() + " is read from, not written to");
        };
    }

    @Override
    public boolean isSingleton() {
        return true;
    }

    private static <T> T body(Exchange exchange, Class<T> type) {
        Object body = exchange.getMessage().getBody();
        if (!type.isInstance(body)) {
            throw new IllegalArgumentException(
                    "the body is " + (body == null ? "empty" : body.getClass().getName()) + ", a "
                            + type.getSimpleName() + " is needed");
        }
        return type.cast(body);
    }
}
