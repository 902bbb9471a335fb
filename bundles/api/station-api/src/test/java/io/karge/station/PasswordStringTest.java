package io.karge.station;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordStringTest {

    @Test
    void hasNoProblemWhenAllCharactersAreAllowed() {
        assertThat(PasswordString.problem("azAZ09*-_=:+|@.")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "abc def,has at position 4 a blank",
                "abc\u00a0def,has at position 4 a blank",
                "abc\tdef,has at position 4 a control character",
                "\ufeffabc,has at position 1 a byte order mark",
                "gr\u00fcn,has at position 3 a letter or digit",
                "a\u0660,has at position 2 a letter or digit",
                "a!,has at position 2 a sign",
                "\ud83d\udd11\ud83d\udd11,has at position 1 a sign",
                "a\ud83d!,has at position 2 a sign"
            })
    void saysWhichCharacterIsWrongAndWhatMayBe(String password, String problem) {
        assertThat(PasswordString.problem(password).orElse(""))
                .startsWith(problem)
                .endsWith("; use a-z A-Z 0-9 .*-_=:+|@");
    }

    @Test
    void holdsNoPartOfThePassword() {
        assertThat(PasswordString.problem("correct horse battery").orElse(""))
                .isNotEmpty()
                .doesNotContain("correct")
                .doesNotContain("horse")
                .doesNotContain("battery");
    }
}
