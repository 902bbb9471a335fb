package io.karge.shell.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the words after a command mean. */
class GivenWordsTest {
    abstract static class Base extends ConsoleCommand {
        @Argument(name = "station", description = "The station id", required = true)
        String station = "";

        @Option(name = "--json", description = "Prints JSON")
        boolean json;
    }

    @Command(scope = "test", name = "do", description = "Does it")
    static final class Example extends Base {
        @Argument(index = 1, description = "The EVSE")
        int evse;

        @Option(name = "--force", aliases = "-f", description = "Does it without asking back")
        boolean force;

        @Option(name = "--limit", description = "How many")
        @Nullable
        Integer limit;

        @Option(name = "--after", description = "After which")
        long after;

        @Option(name = "--type", description = "Of which type")
        String type = "none";

        @Override
        protected void run() {}
    }

    abstract static class Wrong extends ConsoleCommand {
        @Argument(index = 1)
        String second = "";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--force --limit 5 --type=a=b CS-1 2",
                "CS-1 2 --force --limit 5 --type a=b",
                "CS-1 -f 2 --type a=b --limit=5",
                "--type a=b CS-1 --limit 5 2 --force=true",
                "--limit 5 -f --type a=b -- CS-1 2",
            })
    void takesOptionsWhereverTheyStand(String line) {
        Example command = filled(line);

        assertThat(command.station).isEqualTo("CS-1");
        assertThat(command.evse).isEqualTo(2);
        assertThat(command.force).isTrue();
        assertThat(command.limit).isEqualTo(5);
        assertThat(command.type).isEqualTo("a=b");
        assertThat(command.json).isFalse();
    }

    @Test
    void leavesWhatIsNotGivenAsItIs() {
        Example command = filled("CS-1");

        assertThat(command.evse).isZero();
        assertThat(command.limit).isNull();
        assertThat(command.type).isEqualTo("none");
    }

    @Test
    void takesWhatOnlyLooksLikeAnOptionForAnArgument() {
        assertThat(filled("CS-1 -5").evse).isEqualTo(-5);
        assertThat(filled("-- --force").station).isEqualTo("--force");
        assertThat(filled("CS-1 --type --force").type)
                .as("a value is whatever follows")
                .isEqualTo("--force");
        assertThat(filled("-x").station).isEqualTo("-x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CS-1 1 2|'2' is too much: test:do takes 2 arguments; test:do --help tells all",
                "--force|test:do needs 'station': The station id",
                "CS-1 --forse|test:do has no option '--forse'; it has --after, --force, --json, --limit, --type",
                "CS-1 --limit|--limit needs a value: How many",
                "CS-1 --force -f|--force is there twice",
                "CS-1 --limit x|--limit is 'x', which is no whole number",
                "CS-1 99999999999|evse is '99999999999', which is no whole number, or too large a one",
                "CS-1 --force=yes|--force is 'yes': it is there or not",
            })
    void saysWhatIsWrong(String line, String why) {
        assertThatThrownBy(() -> filled(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void refusesACommandThatCountsItsArgumentsWrongly() {
        assertThatThrownBy(() -> Parameters.of(Wrong.class)).hasMessageContaining("has no argument 0");
    }

    private static Example filled(String line) {
        Example command = new Example();
        GivenWords.of("test:do", Parameters.of(Example.class), List.of(line.split(" ")))
                .fill(command);
        return command;
    }
}
