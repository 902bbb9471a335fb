package io.karge.runtime.internal;

import io.karge.driver.StationDriverFactory;
import io.karge.runtime.Gateway.DriverView;
import java.util.List;
import java.util.Optional;

/**
 * An installed driver.
 *
 * @param driver the driver id
 * @param bundle where it comes from, for people
 */
record DriverEntry(String driver, StationDriverFactory factory, Product product, String bundle) {

    /** Why it cannot be used beside the other. */
    Optional<String> obstacle(DriverEntry present) {
        return present.driver.equals(driver)
                ? Optional.of("the driver " + present.driver + " of " + present.bundle + " is used")
                : Optional.empty();
    }

    /** What people see of it. */
    DriverView view(List<String> stations) {
        return new DriverView(
                driver,
                product.model().vendor(),
                product.model().model(),
                product.model().evses().size(),
                bundle,
                stations);
    }
}
