package io.karge.block.provisioning;

import io.karge.driver.StationModel;
import io.karge.ocpp.Action;
import io.karge.station.FunctionalBlock;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.ProductFacts;
import io.karge.station.StationContext;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableDefinitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** Gives every station the provisioning block. */
@Component
public final class ProvisioningBlockFactory implements FunctionalBlockFactory {

    @Override
    public String name() {
        return "provisioning";
    }

    @Override
    public Set<Action> answers() {
        return Set.of(
                Action.GetVariables,
                Action.SetVariables,
                Action.GetBaseReport,
                Action.GetReport,
                Action.Reset,
                Action.SetNetworkProfile);
    }

    @Override
    public List<VariableDefinition> variables(StationModel model, ProductFacts product) {
        List<VariableDefinition> all = new ArrayList<>(LinkInventory.variables());
        VariableDefinitions.read(ProvisioningBlockFactory.class, "variables.json", model).stream()
                .filter(definition -> Clock.has(definition.key(), product))
                .forEach(all::add);
        HardwareInventory.of(model).forEach(part -> all.add(part.definition()));
        return List.copyOf(all);
    }

    @Override
    public FunctionalBlock create(StationContext context) {
        return new ProvisioningBlock(context);
    }
}
