package io.karge.driver;

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
     * Makes the driver of one station. Called once per station whose cfg names this driver; opens nothing yet.
     *
     * @throws IllegalArgumentException when the URI or a property is wrong; the message names it and the remedy
     */
    StationDriver create(DriverContext context);
}
