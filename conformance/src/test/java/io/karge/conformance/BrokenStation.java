package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.driver.hyc400eu.Hyc400Eu;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs cases on stations that are broken on purpose: a case that cannot fail proves nothing. */
final class BrokenStation {
    private BrokenStation() {}

    /**
     * Asserts that a case fails on a station broken in this way.
     *
     * @param caseId for example {@code TC_B_01_CS}
     * @param where what the failure's message begins with or contains: the step
     */
    static void fails(String caseId, Breakage breakage, String where) {
        assertThatThrownBy(() -> run(caseId, breakage))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(where);
    }

    private static void run(String caseId, Breakage breakage) {
        Catalogue.Case testCase = Catalogue.find(caseId).orElseThrow();
        try (InProcessStation station = new InProcessStation(new Hyc400Eu(), folder(), breakage)) {
            testCase.run(station.ready());
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
