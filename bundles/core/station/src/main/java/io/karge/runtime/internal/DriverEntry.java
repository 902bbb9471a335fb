package io.karge.runtime.internal;

import io.karge.driver.StationDriverFactory;
import io.karge.runtime.Gateway.DriverView;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An installed driver.
 *
 * @param driver the driver id
 * @param bundle where it comes from, for people
 */
record DriverEntry(String driver, StationDriverFactory factory, Product product, String bundle) {

    private static final Logger LOG = LoggerFactory.getLogger(DriverEntry.class);

    /** Why it cannot be used beside the other. */
    Optional<String> obstacle(DriverEntry present) {
        return present.driver.equals(driver)
                ? Optional.of("the driver " + present.driver + " of " + present.bundle + " is used")
                : Optional.empty();
    }

    /**
     * Names the hardware behind the URI, whatever the driver does: a URI that it refuses, which is told when it is to be
     * driven, is a name of its own.
     */
    String hardware(URI uri) {
        try {
            String name = factory.hardware(uri);
            if (name != null && !name.isBlank()) { // whatever the contract says
                return name;
            }
            LOG.warn("driver={} of {} has no name for the hardware at {}", driver, bundle, uri);
        } catch (IllegalArgumentException e) {
            LOG.debug("driver={} refuses {}", driver, uri, e);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("driver={} of {} cannot name the hardware at {}", driver, bundle, uri, e);
        }
        return uri.toString();
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
