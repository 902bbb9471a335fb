package io.karge.conformance;

import io.karge.driver.hyc400eu.Hyc400Eu;
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
        Optional<Catalogue.Case> testCase = Catalogue.find("TC_" + scenario + "_CS");
        Consumer<Bench> steps =
                testCase.<Consumer<Bench>>map(found -> found::run).orElseGet(() -> OwnCheck.valueOf(scenario)::run);
        try (TemporaryFolder folder = new TemporaryFolder("broken-station");
                InProcessStation station = new InProcessStation(
                        new Hyc400Eu(), folder.path(), breakage, testCase.flatMap(Catalogue.Case::connects))) {
            steps.accept(station.ready());
            return Optional.empty();
        } catch (AssertionError failed) {
            return Optional.of(String.valueOf(failed.getMessage()));
        }
    }
}
