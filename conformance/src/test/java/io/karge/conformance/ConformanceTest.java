package io.karge.conformance;

import io.karge.driver.StationDriverFactory;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every case of the kit for each product, in-process; what moves files over each protocol. One that does not apply is
 * aborted with the reason.
 */
class ConformanceTest {
    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> cases() {
        return Catalogue.cases().stream()
                .flatMap(testCase -> Products.ALL.stream().flatMap(product -> protocols(testCase)
                        .map(over -> DynamicTest.dynamicTest(
                                testCase.id() + " [" + product.model().model() + "]"
                                        + (testCase.movesFiles() ? " " + over.scheme() : ""),
                                () -> run(product, testCase, over)))));
    }

    private static Stream<TransferProtocol> protocols(Catalogue.Case testCase) {
        return testCase.movesFiles() ? Stream.of(TransferProtocol.values()) : Stream.of(TransferProtocol.HTTP);
    }

    private void run(StationDriverFactory product, Catalogue.Case testCase, TransferProtocol over) {
        new Applicability(Products.facts(product))
                .whyNot(testCase.id())
                .ifPresent(why -> Assumptions.abort("does not apply: " + why));
        try (InProcessStation station = new InProcessStation(product, folder, Breakage.none(), testCase.connects())) {
            testCase.run(station.ready().over(over));
        }
    }
}
