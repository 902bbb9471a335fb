package io.karge.block.certificates;

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

/** Gives every station the certificates block. Thread-safe. */
@Component(service = FunctionalBlockFactory.class)
public final class CertificatesBlockFactory implements FunctionalBlockFactory {

    @Override
    public String name() {
        return "certificates";
    }

    @Override
    public Set<Action> answers() {
        return Set.of(Action.InstallCertificate, Action.GetInstalledCertificateIds, Action.DeleteCertificate);
    }

    @Override
    public List<VariableDefinition> variables(StationModel model, ProductFacts product) {
        return List.of(); // SecurityCtrlr.CertificateEntries is the trust store's
    }

    @Override
    public FunctionalBlock create(StationContext context) {
        return new CertificatesBlock(context);
    }
}
