package io.karge.block.authorization;

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

/** Gives every station the authorization block. */
@Component
public final class AuthorizationBlockFactory implements FunctionalBlockFactory {

    @Override
    public String name() {
        return "authorization";
    }

    @Override
    public Set<Action> answers() {
        return Set.of();
    }

    /** A product that cannot charge unknown ids offline (C-02) does not have the variable for it (C15). */
    @Override
    public List<VariableDefinition> variables(StationModel model, ProductFacts product) {
        return VariableDefinitions.read(AuthorizationBlockFactory.class, "variables.json", model).stream()
                .filter(definition ->
                        !definition.key().equals(AuthorizationBlock.UNKNOWN_OFFLINE) || product.supports("C-02"))
                .toList();
    }

    @Override
    public FunctionalBlock create(StationContext context) {
        return new AuthorizationBlock(context);
    }
}
