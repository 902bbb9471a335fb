package io.karge.block.securityevents;

import io.karge.driver.StationModel;
import io.karge.ocpp.Action;
import io.karge.station.FunctionalBlock;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.ProductFacts;
import io.karge.station.SecurityLog;
import io.karge.station.StationContext;
import io.karge.station.VariableDefinition;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives every station the block for security events. */
@Component
public final class SecurityEventsBlockFactory implements FunctionalBlockFactory {
    private final SecurityLog log;

    @Activate
    public SecurityEventsBlockFactory(@Reference SecurityLog log) {
        this.log = log;
    }

    @Override
    public String name() {
        return "security-events";
    }

    @Override
    public Set<Action> answers() {
        return Set.of();
    }

    @Override
    public List<VariableDefinition> variables(StationModel model, ProductFacts product) {
        return List.of();
    }

    @Override
    public FunctionalBlock create(StationContext context) {
        return new SecurityEventsBlock(context, log);
    }
}
