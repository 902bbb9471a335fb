package io.karge.conformance;

import io.karge.driver.StationDriverFactory;
import io.karge.driver.hyc200eu.Hyc200Eu;
import io.karge.driver.hyc200us.Hyc200Us;
import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.driver.hyc400us.Hyc400Us;
import io.karge.station.ProductFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every case of the kit that a product's certificate lists, for each product, in-process. */
class ConformanceTest {
    private static final List<StationDriverFactory> PRODUCTS =
            List.of(new Hyc400Us(), new Hyc200Us(), new Hyc400Eu(), new Hyc200Eu());

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> cases() {
        return Catalogue.cases().stream().flatMap(testCase -> PRODUCTS.stream()
                .filter(product -> applies(product, testCase.id()))
                .map(product -> DynamicTest.dynamicTest(
                        testCase.id() + " [" + product.model().model() + "]", () -> run(product, testCase))));
    }

    private static boolean applies(StationDriverFactory product, String caseId) {
        for (var listed : ProductFacts.read(product.product()).at("/testCases")) {
            if (listed.path("id").asText().equals(caseId)) {
                return true;
            }
        }
        return false;
    }

    private void run(StationDriverFactory product, Catalogue.Case testCase) {
        try (InProcessStation station = new InProcessStation(product, folder)) {
            testCase.run(station.ready());
        }
    }
}
