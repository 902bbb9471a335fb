package io.karge.block.authorization;

import io.karge.driver.MeterReading;
import io.karge.driver.StationModel;
import io.karge.ocpp.Action;
import io.karge.station.DurableQueues;
import io.karge.station.FunctionalBlock;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.ProductFacts;
import io.karge.station.StationContext;
import io.karge.station.VariableDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
        return Set.of(Action.ClearCache);
    }

    @Override
    public List<VariableDefinition> variables(StationModel model, ProductFacts product) {
        return AuthorizationVariables.of(model, product);
    }

    /** All of it is what the CSMS said: what it said since the backup counts, or a card that it blocked would charge again. */
    @Override
    public Map<String, byte[]> restored(Map<String, byte[]> backup, @Nullable Map<String, byte[]> last) {
        return last == null ? backup : last;
    }

    /** The cache of then has another salt than that of now, which knows what the CSMS has said since. */
    @Override
    public Map<String, byte[]> rejoined(
            Map<String, byte[]> before, Map<String, byte[]> since, Map<String, MeterReading> readings) {
        return DurableQueues.joined(since.isEmpty() ? before : since, before, since);
    }

    @Override
    public FunctionalBlock create(StationContext context) {
        return new AuthorizationBlock(context);
    }
}
