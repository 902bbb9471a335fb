package io.karge.shell.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tabulator offers on the line of a command. */
class CommandCompleterTest {
    /** Offers the words that it is given, so that a test can see them. */
    interface Echo extends Completer {}

    @Command(scope = "test", name = "do", description = "Does it")
    static final class Example extends ConsoleCommand {
        @Argument(name = "station")
        @Completion(
                value = StringsCompleter.class,
                values = {"CS-1", "CS-2"})
        String station = "";

        @Argument(index = 1, name = "component")
        @Completion(Echo.class)
        String component = "";

        @Option(name = "--force")
        boolean force;

        @Option(name = "--type")
        @Completion(
                value = StringsCompleter.class,
                values = {"one", "two"})
        String type = "";

        @Override
        protected void run() {}
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "te|test:do",
                "d|do",
                "'test:do '|CS-1 CS-2",
                "test:do CS-2|CS-2",
                "test:do --|--force --help --type",
                "test:do --force --|--help --type",
                "test:do CS-1 x --|--force --help --type",
                "'test:do CS-1 x '|--force --help --type",
                "'test:do --type '|one two",
                "test:do CS-1 x --type t|two",
                "'test:do --force '|CS-1 CS-2",
                "'test:do CS-1 --force '|test:do/CS-1/",
                "test:do --type one CS-1 a|test:do/CS-1/a",
                "'other:do '|''",
            })
    void offersWhatCanStandThere(String line, String offered) {
        assertThat(String.join(" ", offers(line))).isEqualTo(offered);
    }

    @Test
    void offersTheNameAloneWhereTheScopeIsKnown() {
        assertThat(offers("t", true)).isEmpty();
        assertThat(offers("d", true)).containsExactly("do");
    }

    private static List<String> offers(String text) {
        return offers(text, false);
    }

    private static List<String> offers(String text, boolean scoped) {
        Echo echo = (session, line, candidates) -> {
            candidates.add(String.join("/", line.getArguments()));
            return 0;
        };
        List<String> candidates = new ArrayList<>();
        int position = new CommandCompleter(
                        "test", "do", scoped, Parameters.of(Example.class), (session, type) -> Optional.of(echo))
                .complete(session(), new Line(text), candidates);
        assertThat(position == -1).isEqualTo(candidates.isEmpty());
        return candidates.stream().map(String::strip).toList();
    }

    /** Knows each command by the name that it is given. */
    private static Session session() {
        return (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("resolveCommand")) {
                        return arguments[0];
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    /** A line with the cursor at its end. */
    private record Line(String text) implements CommandLine {
        @Override
        public int getCursorArgumentIndex() {
            return getArguments().length - 1;
        }

        @Override
        public String getCursorArgument() {
            return getArguments()[getCursorArgumentIndex()];
        }

        @Override
        public int getArgumentPosition() {
            return getCursorArgument().length();
        }

        @Override
        public String[] getArguments() {
            return Arrays.stream(text.split(" ", -1)).toArray(String[]::new);
        }

        @Override
        public int getBufferPosition() {
            return text.length();
        }

        @Override
        public String getBuffer() {
            return text;
        }
    }
}
