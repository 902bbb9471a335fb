package io.karge.driver.hyc200eu;

import io.karge.driver.DriverContext;
import io.karge.driver.DriverData;
import io.karge.driver.StationDriver;
import io.karge.driver.StationDriverFactory;
import io.karge.driver.StationModel;
import io.karge.driver.hyc.HycDriver;
import io.karge.driver.hyc.HycOptions;
import java.net.URI;
import org.osgi.service.component.annotations.Component;

/** Makes drivers of the Hypercharger HYC 200 EU; its {@code model.json} and {@code product.json} say what it is. */
@Component(property = StationDriverFactory.DRIVER_PROPERTY + "=hyc-200-eu")
public final class Hyc200Eu implements StationDriverFactory {
    private final StationModel model = DriverData.model(Hyc200Eu.class, "model.json");
    private final String product = DriverData.json(Hyc200Eu.class, "product.json");

    @Override
    public StationModel model() {
        return model;
    }

    @Override
    public String product() {
        return product;
    }

    @Override
    public String hardware(URI uri) {
        return HycOptions.parse(uri).hardware();
    }

    @Override
    public StationDriver create(DriverContext context) {
        return HycDriver.overTcp(model, context);
    }
}
