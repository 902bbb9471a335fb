package io.karge.conformance;

import io.karge.driver.hyc400eu.Hyc400Eu;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs cases on stations that are broken on purpose. */
public final class BrokenStation {
    private BrokenStation() {}

    /**
     * Runs a case or an own check on a station that is broken in this way.
     *
     * @param scenario {@code B_01} is the case {@code TC_B_01_CS}; else the name of an {@link OwnCheck}
     * @return what the case says when it fails, empty when it passes
     */
    public static Optional<String> run(String scenario, Breakage breakage) {
        Consumer<Bench> steps = Catalogue.find("TC_" + scenario + "_CS")
                .<Consumer<Bench>>map(testCase -> testCase::run)
                .orElseGet(() -> OwnCheck.valueOf(scenario)::run);
        try (InProcessStation station = new InProcessStation(new Hyc400Eu(), folder(), breakage)) {
            steps.accept(station.ready());
            return Optional.empty();
        } catch (AssertionError failed) {
            return Optional.of(String.valueOf(failed.getMessage()));
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("broken-station");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
