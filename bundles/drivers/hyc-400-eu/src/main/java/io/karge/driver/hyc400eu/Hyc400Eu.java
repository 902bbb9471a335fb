package io.karge.driver.hyc400eu;

import io.karge.driver.DriverContext;
import io.karge.driver.DriverData;
import io.karge.driver.StationDriver;
import io.karge.driver.StationDriverFactory;
import io.karge.driver.StationModel;
import io.karge.driver.hyc.HycDriver;
import io.karge.driver.hyc.HycOptions;
import java.net.URI;
import org.osgi.service.component.annotations.Component;

/** Makes drivers of the Hypercharger HYC 400 EU; its {@code model.json} and {@code product.json} say what it is. */
@Component(property = StationDriverFactory.DRIVER_PROPERTY + "=hyc-400-eu")
public final class Hyc400Eu implements StationDriverFactory {
    private final StationModel model = DriverData.model(Hyc400Eu.class, "model.json");
    private final String product = DriverData.json(Hyc400Eu.class, "product.json");

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
