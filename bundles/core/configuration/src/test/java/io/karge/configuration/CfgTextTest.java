package io.karge.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CfgTextTest {

    /** Each was tried at File Install, which takes nothing of such a file. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stationId = A;driver=x;StationID : B | the keys stationId and StationID differ only in capital letters
            a = 1;a = 2;A 3                      | the keys a and A differ only
            # C:\\users;folder = C:\\users        | line 2 has \\u without four hexadecimal digits
            a = ${a}                             | the value of a leads back to itself
            a = ${b:-x};b = 1${c};c = ${a}       | the value of a leads back to itself
            """)
    void saysWhyNothingIsTakenOfAFile(String lines, String message) {
        assertThat(text(lines.replace("\\\\", "\\")).refusal())
                .hasValueSatisfying(why -> assertThat(why).startsWith(message.replace("\\\\", "\\")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# a=1;#A=2",
                "a = 1;a = 2",
                "a = \\u0041;b = C:\\\\users",
                "a = ${b};b = ${env:a}",
                "<a A='a'/>",
                "a = one, \\;   A = two",
                "a = $\\\\{a\\\\}",
                "a = ${}"
            })
    void hasNothingAgainstOthers(String lines) {
        assertThat(text(lines).refusal()).isEmpty();
    }

    @Test
    void namesTheKeysThatStandMoreThanOnce() {
        assertThat(text("a=1;b=2;a=3;b=2").repeated()).contains("of a and b the last one counts");
        assertThat(text("a=1;b=2").repeated()).isEmpty();
    }

    @Test
    void namesWhatIsNotSetAndNoValue() {
        Variables variables = Variables.of(Map.of("SET", "1"));

        assertThat(text("a=secret${env:NO}${env:SET}${x.y};x=${env:NO:-1}${env:NO:+1}")
                        .unset(variables))
                .contains("a names the environment variable NO, which is not set for the gateway's process; a names the"
                        + " system property x.y, which is not set for the gateway's process");
        assertThat(text("a=${env:SET}${x}${java.version};x=2;y=$ {z} ${").unset(variables))
                .isEmpty();
    }

    private static CfgText text(String lines) {
        return CfgText.of(lines.replace(';', '\n'));
    }
}
