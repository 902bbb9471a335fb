package io.karge.shell.table;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/**
 * A command as the shell has it, of a class with the container's annotations: made anew for each line, given its services and
 * what the line says. Thread-safe.
 */
final class BundleCommand implements Command {
    static final String HELP = "--help";

    private final BundleContext context;
    private final Class<? extends Action> type;
    private final org.apache.karaf.shell.api.action.Command declared;
    private final Parameters parameters;

    /** @throws IllegalArgumentException when the class does not say all that is needed */
    BundleCommand(BundleContext context, Class<? extends Action> type) {
        this.context = context;
        this.type = type;
        this.declared = type.getAnnotation(org.apache.karaf.shell.api.action.Command.class);
        this.parameters = Parameters.of(type);
    }

    @Override
    public @Nullable Object execute(Session session, List<Object> given) throws Exception {
        List<String> words =
                given.stream().map(String::valueOf).toList(); // the shell's language has texts of several kinds
        if (words.contains(HELP)) {
            Help.print(System.out, declared, parameters);
            return null;
        }
        try (References references = new References(context, session)) {
            Action action = prepared(references, words);
            return action.execute();
        }
    }

    private Action prepared(References references, List<String> words) throws Exception {
        try {
            GivenWords values = GivenWords.of(getScope() + ":" + getName(), parameters, words);
            Action action = references.make(type);
            values.fill(action);
            return action;
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw ConsoleCommand.refusal(e);
        }
    }

    @Override
    public Completer getCompleter(boolean scoped) {
        return new CommandCompleter(getScope(), getName(), scoped, parameters, this::completer);
    }

    private Optional<Completer> completer(Session session, Class<?> completer) {
        return Optional.of((one, line, candidates) -> {
            try (References references = new References(context, session)) {
                return ((Completer) references.make(completer)).complete(one, line, candidates);
            } catch (IllegalStateException e) { // what it would ask is not there: nothing to choose from
                return -1;
            }
        });
    }

    @Override
    public String getScope() {
        return declared.scope();
    }

    @Override
    public String getName() {
        return declared.name();
    }

    @Override
    public String getDescription() {
        return declared.description();
    }

    @Override
    public @Nullable Parser getParser() {
        return null;
    }
}
