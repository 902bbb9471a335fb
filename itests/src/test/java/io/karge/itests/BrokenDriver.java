package io.karge.itests;

import io.karge.driver.DriverContext;
import io.karge.driver.StationDriver;
import io.karge.driver.StationDriverFactory;
import io.karge.driver.StationModel;

/** As of a driver with an error in its model.json: it cannot be made. */
public final class BrokenDriver implements StationDriverFactory {
    public BrokenDriver() {
        throw new IllegalArgumentException("model.json: evses[0] has no connectors");
    }

    @Override
    public StationModel model() {
        throw new AssertionError("it cannot be made");
    }

    @Override
    public String product() {
        throw new AssertionError("it cannot be made");
    }

    @Override
    public StationDriver create(DriverContext context) {
        throw new AssertionError("it cannot be made");
    }
}
