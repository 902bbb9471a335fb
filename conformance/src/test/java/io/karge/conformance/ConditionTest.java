package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    private static final Set<String> YES = Set.of("C-01", "C-10.1", "HFS-8 > 1");

    @ParameterizedTest
    @CsvSource({
        "C-01, true",
        "C-02, false",
        "not C-01, false",
        "not not C-01, true",
        "C-01 and C-02, false",
        "C-01 or C-02, true",
        "C-02 and C-01 or C-10.1, true",
        "C-02 and (C-01 or C-10.1), false",
        "not (C-02 or AQ-2) and C-10.1, true",
        "HFS-8 > 1, true",
        "HFS-8 > 2, false"
    })
    void holds(String text, boolean expected) {
        assertThat(Condition.holds(text, YES::contains)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "and", "C-01 C-02", "(C-01", "C-01)", "C-01 and", "not", "C-01 xor C-02", "c-01"})
    void isRefusedWhenItCannotBeRead(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Condition.holds(text, YES::contains))
                .withMessage("no condition: " + text);
    }

    @Test
    void namesItsIdsOnceInTheirOrder() {
        assertThat(Condition.ids("not AQ-2 and (C-30 or HFS-8 > 1 or AQ-2)"))
                .containsExactly("AQ-2", "C-30", "HFS-8 > 1");
    }

    @Test
    void everyConditionOfPart5CanBeRead() {
        assertThat(CaseFacts.all()).hasSizeGreaterThan(200).allSatisfy(facts -> {
            if (facts.condition() != null) {
                assertThat(Condition.ids(facts.condition())).isNotEmpty();
            }
        });
    }
}
