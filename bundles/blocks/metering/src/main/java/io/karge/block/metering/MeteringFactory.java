package io.karge.block.metering;

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

/** Brings functional block J, meter values, to every station. */
@Component
public final class MeteringFactory implements FunctionalBlockFactory {

    @Override
    public String name() {
        return "metering";
    }

    @Override
    public Set<Action> answers() {
        return Set.of();
    }

    @Override
    public List<VariableDefinition> variables(StationModel model, ProductFacts product) {
        return MeteringVariables.of(model, product);
    }

    @Override
    public FunctionalBlock create(StationContext context) {
        return new MeteringBlock(context);
    }
}
