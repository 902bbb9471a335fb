package io.karge.conformance;

import io.karge.driver.StationModel;
import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.station.FunctionalBlock;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.ProductFacts;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.VariableDefinition;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A functional block that does something of its own besides.
 *
 * @param factory makes the block as it should be
 * @param beforeStart what is done before the block starts
 * @param afterEvent what is done after the block has handled an event
 */
public record AlteredBlock(
        FunctionalBlockFactory factory,
        Consumer<StationContext> beforeStart,
        BiConsumer<StationContext, StationEvent> afterEvent)
        implements FunctionalBlockFactory {
    @Override
    public String name() {
        return factory.name();
    }

    @Override
    public Set<Action> answers() {
        return factory.answers();
    }

    @Override
    public List<VariableDefinition> variables(StationModel model, ProductFacts product) {
        return factory.variables(model, product);
    }

    @Override
    public FunctionalBlock create(StationContext context) {
        FunctionalBlock block = factory.create(context);
        return new FunctionalBlock() {
            @Override
            public void start() {
                beforeStart.accept(context);
                block.start();
            }

            @Override
            public void on(StationEvent event) {
                block.on(event);
                afterEvent.accept(context, event);
            }

            @Override
            public void on(OcppRequest received, Responder responder) {
                block.on(received, responder);
            }

            @Override
            public void close() {
                block.close();
            }
        };
    }
}
