package io.karge.block.diagnostics;

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

/** Gives every station the diagnostics block. Thread-safe. */
@Component(service = FunctionalBlockFactory.class)
public final class DiagnosticsBlockFactory implements FunctionalBlockFactory {

    @Override
    public String name() {
        return "diagnostics";
    }

    @Override
    public Set<Action> answers() {
        return Set.of(Action.GetLog, Action.CustomerInformation);
    }

    @Override
    public List<VariableDefinition> variables(StationModel model, ProductFacts product) {
        return List.of(); // OCPPCommCtrlr.FileTransferProtocols is the runtime's
    }

    @Override
    public FunctionalBlock create(StationContext context) {
        return new DiagnosticsBlock(context);
    }
}
