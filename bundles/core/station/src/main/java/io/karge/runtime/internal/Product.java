package io.karge.runtime.internal;

import io.karge.driver.StationModel;
import io.karge.station.ProductFacts;

/**
 * What a driver drives; it outlives the driver, so it holds nothing of the driver's bundle.
 *
 * @param text the product's facts; products of equal model and text are the same
 */
record Product(StationModel model, String text) {

    /**
     * The facts to look things up in.
     *
     * @throws IllegalArgumentException when the text is no JSON object
     */
    ProductFacts facts() {
        return ProductFacts.read(text);
    }
}
