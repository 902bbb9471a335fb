package io.karge.shell.table;

import io.karge.shell.table.Parameters.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/**
 * Completes the line of a command: its name, its options wherever they stand, and arguments and values of options by the
 * completers that are declared for them. Such a completer is given the line without its options: the command, and the
 * arguments so far.
 */
final class CommandCompleter implements Completer {
    private final String scope;
    private final String name;
    private final boolean scoped;
    private final Parameters parameters;
    private final BiFunction<Session, Class<?>, Optional<Completer>> completers;

    /**
     * @param scoped whether the scope need not be said
     * @param completers makes the one of a class; empty when what it needs is not there
     */
    CommandCompleter(
            String scope,
            String name,
            boolean scoped,
            Parameters parameters,
            BiFunction<Session, Class<?>, Optional<Completer>> completers) {
        this.scope = scope;
        this.name = name;
        this.scoped = scoped;
        this.parameters = parameters;
        this.completers = completers;
    }

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        String[] words = line.getArguments();
        int cursor = line.getCursorArgumentIndex();
        if (cursor == 0) {
            List<String> names = scoped ? List.of(name) : List.of(name, scope + ":" + name);
            return new StringsCompleter(names).complete(session, line, candidates);
        }
        if (!session.resolveCommand(words[0]).equals(scope + ":" + name)) {
            return -1;
        }
        List<String> before = new ArrayList<>(List.of(words[0]));
        List<String> options = new ArrayList<>();
        Parameter waiting = null;
        for (int i = 1; i < cursor; i++) {
            if (waiting != null) {
                waiting = null;
            } else if (parameters.isOption(words[i])) {
                Parameter option = parameters.option(words[i]).orElse(null);
                options.add(words[i].replaceFirst("=.*", ""));
                waiting = option == null || option.flag() ? null : option;
            } else {
                before.add(words[i]);
            }
        }
        String word = cursor < words.length ? words[cursor].substring(0, line.getArgumentPosition()) : "";
        if (waiting != null) {
            return complete(session, waiting, new Arguments(line, before), candidates);
        } else if (word.startsWith("-")) {
            return options(options).complete(session, line, candidates);
        }
        int argument = before.size() - 1;
        return argument < parameters.arguments().size()
                ? complete(session, parameters.arguments().get(argument), new Arguments(line, before), candidates)
                : options(options).complete(session, line, candidates);
    }

    /** Those that are not there yet. */
    private Completer options(List<String> there) {
        List<String> names = new ArrayList<>(List.of(BundleCommand.HELP));
        parameters.options().stream()
                .filter(option -> there.stream().noneMatch(option.names()::contains))
                .map(Parameter::name)
                .forEach(names::add);
        return new StringsCompleter(names);
    }

    private int complete(Session session, Parameter parameter, CommandLine line, List<String> candidates) {
        Completion declared = parameter.completion();
        if (declared == null) {
            return -1;
        } else if (declared.value() == StringsCompleter.class) {
            return new StringsCompleter(declared.values(), declared.caseSensitive())
                    .complete(session, line, candidates);
        }
        return completers
                .apply(session, declared.value())
                .map(completer -> completer.complete(session, line, candidates))
                .orElse(-1);
    }

    /**
     * A line without its options.
     *
     * @param before the words before the one that is being completed
     */
    private record Arguments(CommandLine line, List<String> before) implements CommandLine {
        @Override
        public int getCursorArgumentIndex() {
            return before.size();
        }

        @Override
        public String getCursorArgument() {
            return line.getCursorArgument();
        }

        @Override
        public int getArgumentPosition() {
            return line.getArgumentPosition();
        }

        @Override
        public String[] getArguments() {
            List<String> all = new ArrayList<>(before);
            all.add(line.getCursorArgument() == null ? "" : line.getCursorArgument());
            return all.toArray(String[]::new);
        }

        @Override
        public int getBufferPosition() {
            return line.getBufferPosition();
        }

        @Override
        public String getBuffer() {
            return line.getBuffer();
        }
    }
}
