package io.karge.conformance;

import io.karge.driver.StationDriverFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every own check for each product, in-process: F01, G02.FR.02, G03.FR.07. */
class OwnChecksTest {
    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> checks() {
        return Arrays.stream(OwnCheck.values()).flatMap(check -> Products.ALL.stream()
                .map(product -> DynamicTest.dynamicTest(
                        check + " [" + product.model().model() + "]", () -> run(product, check))));
    }

    private void run(StationDriverFactory product, OwnCheck check) {
        try (InProcessStation station = new InProcessStation(product, folder)) {
            check.run(station.ready());
        }
    }
}
