package io.karge.conformance;

import io.karge.driver.StationDriverFactory;
import io.karge.driver.hyc200eu.Hyc200Eu;
import io.karge.driver.hyc200us.Hyc200Us;
import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.driver.hyc400us.Hyc400Us;
import io.karge.station.ProductFacts;
import java.util.List;

/** The products that the cases examine in every build. */
final class Products {
    static final List<StationDriverFactory> ALL =
            List.of(new Hyc400Us(), new Hyc200Us(), new Hyc400Eu(), new Hyc200Eu());

    private Products() {}

    static ProductFacts facts(StationDriverFactory product) {
        return ProductFacts.read(product.product());
    }
}
