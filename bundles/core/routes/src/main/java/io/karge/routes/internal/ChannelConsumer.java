package io.karge.routes.internal;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** Where a channel enters its route: events on the caller's thread, commands asynchronously. */
final class ChannelConsumer extends DefaultConsumer {

    ChannelConsumer(Endpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    void pass(HardwareEvent event) {
        Exchange exchange = exchange(event, ExchangePattern.InOnly);
        getAsyncProcessor().process(exchange, doneSync -> {
            Exception failure = exchange.getException();
            if (failure != null) {
                getExceptionHandler().handleException("hardware event refused", exchange, failure);
            }
            releaseExchange(exchange, true);
        });
    }

    CompletionStage<CommandResult> request(HardwareCommand command) {
        CompletableFuture<CommandResult> result = new CompletableFuture<>();
        Exchange exchange = exchange(command, ExchangePattern.InOut);
        getAsyncProcessor().process(exchange, doneSync -> {
            Exception failure = exchange.getException();
            result.complete(
                    failure == null
                            ? exchange.getMessage().getBody(CommandResult.class)
                            : new CommandResult.Rejected("the route failed: " + failure.getMessage()));
            releaseExchange(exchange, true);
        });
        return result;
    }

    private Exchange exchange(Object body, ExchangePattern pattern) {
        Exchange exchange = createExchange(false);
        exchange.setPattern(pattern);
        exchange.getIn().setBody(body);
        return exchange;
    }
}
