package io.karge.conformance;

import io.karge.driver.StationDriverFactory;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every case of the kit for each product, in-process. One that does not apply is aborted with the reason. */
class ConformanceTest {
    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> cases() {
        return Catalogue.cases().stream().flatMap(testCase -> Products.ALL.stream()
                .map(product -> DynamicTest.dynamicTest(
                        testCase.id() + " [" + product.model().model() + "]", () -> run(product, testCase))));
    }

    private void run(StationDriverFactory product, Catalogue.Case testCase) {
        new Applicability(Products.facts(product))
                .whyNot(testCase.id())
                .ifPresent(why -> Assumptions.abort("does not apply: " + why));
        try (InProcessStation station = new InProcessStation(product, folder, Breakage.none(), testCase.connects())) {
            testCase.run(station.ready());
        }
    }
}
