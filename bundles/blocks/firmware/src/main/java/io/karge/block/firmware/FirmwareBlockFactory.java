package io.karge.block.firmware;

import io.karge.driver.StationModel;
import io.karge.ocpp.Action;
import io.karge.security.Secrets;
import io.karge.station.FunctionalBlock;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.ProductFacts;
import io.karge.station.StationContext;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableDefinitions;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives every station the block for firmware updates. Thread-safe. */
@Component(service = FunctionalBlockFactory.class)
public final class FirmwareBlockFactory implements FunctionalBlockFactory {
    private final Secrets secrets;

    @Activate
    public FirmwareBlockFactory(@Reference Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return "firmware";
    }

    @Override
    public Set<Action> answers() {
        return Set.of(Action.UpdateFirmware);
    }

    @Override
    public List<VariableDefinition> variables(StationModel model, ProductFacts product) {
        return VariableDefinitions.read(FirmwareBlockFactory.class, "variables.json", model);
    }

    @Override
    public FunctionalBlock create(StationContext context) {
        return new FirmwareBlock(context, secrets);
    }
}
