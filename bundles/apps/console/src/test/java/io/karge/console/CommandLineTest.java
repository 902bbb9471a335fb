package io.karge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void readsACommandWithItsArguments() {
        assertThat(CommandLine.parse("  station:info --json CS-1\t\"a b\" 'c  d' \"\" "))
                .isEqualTo(new CommandLine("station", "info", List.of("--json", "CS-1", "a b", "c  d", "")));
        assertThat(CommandLine.parse("list")).isEqualTo(new CommandLine("", "list", List.of()));
    }

    @Test
    void makesALiteralOfEveryArgument() {
        assertThat(CommandLine.parse("station:info \"$x $(y) {z} | > ; \\\" [a]")
                        .quoted())
                .isEqualTo("station:info '$x $(y) {z} | > ; \\' '[a]'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "station:info 'a # quotes",
                "station:info 'a'b # quotes",
                "station:info a'b # quotes",
                "\" # quotes",
                "$.context # no command",
                "(a) # no command",
                "{ # no command",
                "[a] # no command",
                "x=1 # no command",
                ". # no command",
                "../x:y # no command",
                "*:list # no command",
                "a:b:c # no command",
                "'' # no command",
            })
    void refusesWhatIsNone(String line, String why) {
        assertThatThrownBy(() -> CommandLine.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"station:info\nshell:cat x", "station:info\r", "a\u0000b", "a\u001bb"})
    void refusesControlCharacters(String line) {
        assertThatThrownBy(() -> CommandLine.parse(line)).hasMessageContaining("control characters");
    }

    @Test
    void refusesAQuoteInAnArgument() {
        CommandLine line = CommandLine.parse("station:info \"a'b\"");

        assertThatThrownBy(line::quoted).hasMessageContaining("single quote");
    }
}
