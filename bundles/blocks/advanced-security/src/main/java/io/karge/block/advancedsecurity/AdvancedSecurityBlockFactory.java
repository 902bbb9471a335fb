package io.karge.block.advancedsecurity;

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
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives every station the advanced security block. Thread-safe. */
@Component(service = FunctionalBlockFactory.class)
public final class AdvancedSecurityBlockFactory implements FunctionalBlockFactory {
    private final Secrets secrets;

    /** @param secrets keeps the private keys */
    @Activate
    public AdvancedSecurityBlockFactory(@Reference Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return "advanced-security";
    }

    @Override
    public Set<Action> answers() {
        return Set.of(Action.CertificateSigned);
    }

    @Override
    public List<VariableDefinition> variables(StationModel model, ProductFacts product) {
        return VariableDefinitions.read(AdvancedSecurityBlockFactory.class, "variables.json", model);
    }

    /** The CSMS knows the certificates of then, and may trust those of the backup no longer. */
    @Override
    public Map<String, byte[]> restored(Map<String, byte[]> backup, @Nullable Map<String, byte[]> last) {
        return last == null ? backup : last;
    }

    @Override
    public FunctionalBlock create(StationContext context) {
        return new AdvancedSecurityBlock(context, secrets);
    }
}
