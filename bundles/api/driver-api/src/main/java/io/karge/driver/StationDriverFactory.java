package io.karge.driver;

import java.net.URI;
import java.util.Set;

/**
 * Makes drivers of one station model. Registered as an OSGi service with the property {@link #DRIVER_PROPERTY}; its
 * coming and going is the hot swap of a driver.
 */
public interface StationDriverFactory {

    /** The service property with the driver id that a station's cfg names, for example {@code hyc-400-us}. */
    String DRIVER_PROPERTY = "driver";

    /** What the hardware is: immutable data, from the driver's {@code model.json}. */
    StationModel model();

    /**
     * The OCPP facts of the product as JSON text, from the driver's {@code product.json}. Opaque to the driver; the
     * core reads it to decide device model, answers and applicable test cases.
     */
    String product();

    /**
     * Names the hardware behind a driver URI: two URIs that lead to the same hardware have the same name, whatever else
     * they say, also where they belong to two drivers of one wire protocol. Two stations never drive hardware of one
     * name. The text of the URI unless the driver knows better. Called on any thread that may wait, often; opens nothing,
     * but may ask the DNS ({@link NetworkHost}).
     *
     * @param uri as in {@link DriverContext#uri}
     * @throws IllegalArgumentException when the URI is wrong; the message names it and the remedy
     */
    default String hardware(URI uri) {
        return uri.toString();
    }

    /**
     * The keys of {@link DriverContext#properties} that the driver knows; none unless it says more. No driver is made for a
     * cfg that has another one, and the administrator is told the nearest of these: what is misspelt would else be left out
     * without a word. Called on any thread, often; always the same.
     */
    default Set<String> properties() {
        return Set.of();
    }

    /**
     * Makes the driver of one station. Called once per station whose cfg names this driver; opens nothing yet.
     *
     * @throws IllegalArgumentException when the URI or a property is wrong; the message names it and the remedy
     */
    StationDriver create(DriverContext context);
}
