package io.karge.block.availability;

import io.karge.driver.StationModel;
import io.karge.ocpp.Action;
import io.karge.station.FunctionalBlock;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.ProductFacts;
import io.karge.station.StationContext;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableDefinitions;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** Gives every station the availability block. */
@Component
public final class AvailabilityBlockFactory implements FunctionalBlockFactory {

    @Override
    public String name() {
        return "availability";
    }

    @Override
    public Set<Action> answers() {
        return Set.of(Action.ChangeAvailability);
    }

    @Override
    public List<VariableDefinition> variables(StationModel model, ProductFacts product) {
        return VariableDefinitions.read(AvailabilityBlockFactory.class, "variables.json", model).stream()
                .filter(definition -> LockFailures.isThere(definition, model))
                .filter(definition -> FaultReports.isThere(definition, model))
                .toList();
    }

    @Override
    public FunctionalBlock create(StationContext context) {
        return new AvailabilityBlock(context);
    }
}
