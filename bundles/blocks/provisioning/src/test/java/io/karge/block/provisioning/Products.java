package io.karge.block.provisioning;

import io.karge.driver.testkit.TestModels;
import io.karge.station.ProductFacts;
import io.karge.station.testkit.BlockTester;

/** Stations of products for the tests of this block. */
final class Products {
    private Products() {}

    /** One with a time zone, as the Hyperchargers have it (C-26). */
    static BlockTester station() {
        return station("{\"optionalFeatures\": {\"C-26\": true}}");
    }

    /** @param product the text of its product.json */
    static BlockTester station(String product) {
        return new BlockTester(new ProvisioningBlockFactory(), TestModels.dc(2), ProductFacts.read(product));
    }
}
