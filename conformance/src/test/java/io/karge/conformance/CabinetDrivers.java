package io.karge.conformance;

import io.karge.driver.DriverContext;
import io.karge.driver.StationDriver;
import io.karge.driver.StationDriverFactory;
import io.karge.driver.StationModel;
import io.karge.driver.hyc.HycDriver;
import io.karge.driver.hyc.HycOptions;
import io.karge.simulator.Hypercharger;
import java.util.function.UnaryOperator;

/** The drivers of a product, which speak with one simulated cabinet over memory. */
final class CabinetDrivers implements StationDriverFactory {
    private final StationDriverFactory product;
    private final Hypercharger cabinet;
    private final UnaryOperator<StationDriver> tamper;

    /** @param tamper what stands between core and driver */
    CabinetDrivers(StationDriverFactory product, Hypercharger cabinet, UnaryOperator<StationDriver> tamper) {
        this.product = product;
        this.cabinet = cabinet;
        this.tamper = tamper;
    }

    @Override
    public StationModel model() {
        return product.model();
    }

    @Override
    public String product() {
        return product.product();
    }

    @Override
    public StationDriver create(DriverContext context) {
        return tamper.apply(
                HycDriver.over(new CabinetLink(cabinet), product.model(), context, HycOptions.parse(context.uri())));
    }
}
