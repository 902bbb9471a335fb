package io.karge.conformance.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.conformance.BrokenStation;
import io.karge.conformance.Catalogue;
import io.karge.conformance.OwnCheck;
import io.karge.conformance.mutants.Mutant.Catch;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every mutant is caught by the cases that it names: a case that cannot fail proves nothing. */
class MutantsTest {
    private static final String SURVIVED = "the case passed";

    @TestFactory
    Stream<DynamicTest> mutants() {
        return Mutants.ALL.stream().flatMap(mutant -> mutant.catches().stream()
                .map(one -> DynamicTest.dynamicTest(one.scenario() + ": " + mutant.what(), () -> run(mutant, one))));
    }

    private static void run(Mutant mutant, Catch expected) {
        String failure =
                BrokenStation.run(expected.scenario(), mutant.breakage().get()).orElse(SURVIVED);
        if (mutant.excuse().isPresent()) {
            assertThat(failure)
                    .as("%s, %s: the excuse has to go", expected.scenario(), mutant.what())
                    .isEqualTo(SURVIVED);
        } else {
            assertThat(failure)
                    .as("%s, %s", expected.scenario(), mutant.what())
                    .isNotEqualTo(SURVIVED)
                    .contains(expected.words());
        }
    }

    @Test
    void everyCaseAndOwnCheckCatchesOne() {
        Set<String> catching = Mutants.ALL.stream()
                .filter(mutant -> mutant.excuse().isEmpty())
                .flatMap(mutant -> mutant.catches().stream())
                .map(Catch::scenario)
                .collect(Collectors.toSet());
        assertThat(Catalogue.cases())
                .extracting(testCase -> testCase.id().replaceFirst("TC_(.+)_CS", "$1"))
                .isSubsetOf(catching);
        assertThat(OwnCheck.values()).extracting(OwnCheck::name).isSubsetOf(catching);
    }

    @Test
    void noMutantIsThereTwice() {
        assertThat(Mutants.ALL).extracting(Mutant::what).doesNotHaveDuplicates();
    }
}
