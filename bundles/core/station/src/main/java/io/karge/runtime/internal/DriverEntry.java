package io.karge.runtime.internal;

import io.karge.configuration.Nearest;
import io.karge.driver.StationDriverFactory;
import io.karge.driver.StationModel;
import io.karge.runtime.DriverSource;
import io.karge.runtime.Gateway.DriverView;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An installed driver.
 *
 * @param driver the driver id
 * @param source where it comes from
 * @param known the keys of {@code driver.*} properties that it knows
 */
record DriverEntry(
        String driver, StationDriverFactory factory, Product product, DriverSource source, Set<String> known) {

    private static final String PREFIX = "driver.";
    private static final Logger LOG = LoggerFactory.getLogger(DriverEntry.class);

    /**
     * Asks a driver what it is, once: nothing of it is called again but for hardware and drivers. May block for as long as
     * the driver does.
     *
     * @throws IllegalArgumentException when it has no model, or its product.json cannot be read
     */
    static DriverEntry of(String driver, StationDriverFactory factory, DriverSource source) {
        Product product = new Product(
                required(factory.model(), "StationDriverFactory.model()"),
                required(factory.product(), "StationDriverFactory.product()"));
        product.facts(); // one that cannot be read is refused here
        return new DriverEntry(driver, factory, product, source, known(driver, factory, source));
    }

    /** Whatever the contract says. */
    private static <T> T required(@Nullable T answer, String method) {
        if (answer == null) {
            throw new IllegalArgumentException(method + " returned null");
        }
        return answer;
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
            LOG.warn("driver={} of {} has no name for the hardware at {}", driver, source.bundle(), uri);
        } catch (IllegalArgumentException e) {
            LOG.debug("driver={} refuses {}", driver, uri, e);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("driver={} of {} cannot name the hardware at {}", driver, source.bundle(), uri, e);
        }
        return uri.toString();
    }

    /**
     * A driver says twice who it is.
     *
     * @throws IllegalArgumentException when its model is that of another id; the message names both
     */
    static void requireOneId(String driver, StationModel model) {
        if (!model.driver().equals(driver)) {
            throw new IllegalArgumentException("\"driver\" in model.json is '" + model.driver()
                    + "', and the service property \"driver\" is '" + driver + "'; both must be the same id");
        }
    }

    /** What it has against the {@code driver.*} properties of a cfg: a key that it does not know. */
    Optional<String> refusal(Map<String, String> properties) {
        return properties.keySet().stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .findFirst()
                .map(key -> PREFIX + key + " is not known to " + driver
                        + (known.isEmpty()
                                ? ", which knows no " + PREFIX + "* keys"
                                : "; the keys are "
                                        + known.stream()
                                                .sorted()
                                                .map(PREFIX::concat)
                                                .toList())
                        + Nearest.of(key, known)
                                .map(meant -> "; the nearest is " + PREFIX + meant)
                                .orElse(""));
    }

    /** Whatever the driver does: one that cannot say what it knows is believed to know nothing. */
    private static Set<String> known(String driver, StationDriverFactory factory, DriverSource source) {
        try {
            return Set.copyOf(factory.properties());
        } catch (RuntimeException | LinkageError e) {
            LOG.error("driver={} of {} cannot name its properties", driver, source.bundle(), e);
            return Set.of();
        }
    }

    /** What people see of it. */
    DriverView view(boolean used, List<String> stations) {
        return new DriverView(
                driver,
                source.version(),
                used,
                product.model().vendor(),
                product.model().model(),
                product.model().evses().size(),
                source.bundle(),
                source.location(),
                stations);
    }
}
