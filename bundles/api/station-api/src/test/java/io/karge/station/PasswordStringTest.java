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
                "abc def,character 4 of the password is a blank",
                "abc\u00a0def,character 4 of the password is a blank",
                "abc\tdef,character 4 of the password is a control character",
                "\ufeffabc,character 1 of the password is a byte order mark",
                "gr\u00fcn,character 3 of the password is a letter or digit",
                "a\u0660,character 2 of the password is a letter or digit",
                "a!,character 2 of the password is a sign",
                "\ud83d\udd11\ud83d\udd11,character 1 of the password is a sign",
                "a\ud83d!,character 2 of the password is a sign"
            })
    void saysWhichCharacterIsWrongAndWhatMayBe(String password, String problem) {
        assertThat(PasswordString.problem(password).orElse(""))
                .startsWith(problem)
                .endsWith("; a password may only have a-z, A-Z, 0-9 and *-_=:+|@.");
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
