package io.karge.block.remotecontrol;

import io.karge.driver.StationModel;
import io.karge.ocpp.Action;
import io.karge.station.FunctionalBlock;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.ProductFacts;
import io.karge.station.StationContext;
import io.karge.station.VariableDefinition;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** Gives every station the remote control block. */
@Component
public final class RemoteControlBlockFactory implements FunctionalBlockFactory {

    @Override
    public String name() {
        return "remote-control";
    }

    @Override
    public Set<Action> answers() {
        return Set.of(
                Action.RequestStartTransaction,
                Action.RequestStopTransaction,
                Action.UnlockConnector,
                Action.TriggerMessage);
    }

    @Override
    public List<VariableDefinition> variables(StationModel model, ProductFacts product) {
        return List.of();
    }

    @Override
    public FunctionalBlock create(StationContext context) {
        return new RemoteControlBlock(context);
    }
}
