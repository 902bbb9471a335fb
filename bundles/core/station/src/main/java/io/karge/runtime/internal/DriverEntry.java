package io.karge.runtime.internal;

import io.karge.driver.StationDriverFactory;
import io.karge.driver.StationModel;
import io.karge.station.ProductFacts;

/**
 * An installed driver.
 *
 * @param driver the driver id
 * @param product the product's facts as text; two drivers with equal model and text drive the same product
 * @param bundle where it comes from, for people
 */
record DriverEntry(String driver, StationDriverFactory factory, StationModel model, String product, String bundle) {

    ProductFacts facts() {
        return ProductFacts.read(product);
    }

    boolean isSameProductAs(DriverEntry other) {
        return model.equals(other.model) && product.equals(other.product);
    }
}
