package io.karge.shell.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.shell.table.commands.TestCommands;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;

/** The commands of a bundle in a shell: a framework and a registry of the few methods that are used. */
class BundleCommandsTest {
    private final List<Command> registered = new ArrayList<>();
    private final Map<ServiceReference<?>, Object> services = new LinkedHashMap<>();
    private final List<String> held = new ArrayList<>();

    private final Registry registry = fake(Registry.class, (method, arguments) -> {
        if (method.equals("register")) {
            registered.add((Command) arguments[0]);
        } else {
            registered.remove(arguments[0]);
        }
        return null;
    });
    private final SessionFactory sessions = fake(SessionFactory.class, (method, arguments) -> registry);
    private final BundleWiring wiring = fake(
            BundleWiring.class,
            (method, arguments) -> List.of(
                    "io/karge/shell/table/commands/HelperCommand.class",
                    "io/karge/shell/table/commands/SayCommand.class"));
    private final Bundle bundle = fake(
            Bundle.class,
            (method, arguments) -> method.equals("adapt") ? wiring : Class.forName((String) arguments[0]));
    private final BundleContext context = fake(BundleContext.class, (method, arguments) -> switch (method) {
        case "getBundle" -> bundle;
        case "getServiceReferences" ->
            services.entrySet().stream()
                    .filter(one -> arguments[0].equals(CharSequence.class.getName()))
                    .map(Map.Entry::getKey)
                    .toArray(ServiceReference<?>[]::new);
        case "getService" -> {
            held.add("held");
            yield services.get(arguments[0]);
        }
        case "ungetService" -> held.remove("held");
        default -> throw new UnsupportedOperationException(method);
    });
    private final Session session = fake(Session.class, (method, arguments) -> "user");

    @Test
    void areInTheShellUntilTheyAreClosed() {
        TestCommands commands = new TestCommands(context, sessions);

        assertThat(registered).extracting(Command::getName).containsExactly("say");
        assertThat(registered.get(0).getScope()).isEqualTo("test");
        assertThat(registered.get(0).getDescription()).isEqualTo("Says it");
        commands.end();
        assertThat(registered).isEmpty();
    }

    @Test
    void aCommandIsMadeForEachLineWithItsServicesAndLetsGoOfThem() throws Exception {
        service("hello");
        service("all");

        assertThat(run("world", "--twice")).isEqualTo("hello world user [hello, all]\n".repeat(2));
        assertThat(run("--twice", "world")).isEqualTo("hello world user [hello, all]\n".repeat(2));
        assertThat(run(CharBuffer.wrap("world"), CharBuffer.wrap("-t")))
                .as("words that are no Strings, as the shell's language has them")
                .isEqualTo("hello world user [hello, all]\n".repeat(2));
        assertThat(run("world")).isEqualTo("hello world user [hello, all]\n");
        assertThat(held).isEmpty();
    }

    @Test
    void aServiceThatIsAwayIsARefusal() {
        assertThatThrownBy(() -> run("world"))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("CharSequence, which is not there at the moment");
        assertThat(held).isEmpty();
    }

    @Test
    void wrongWordsAreARefusalInOneLine() {
        assertThatThrownBy(() -> run("world", "and", "all"))
                .isInstanceOf(CommandException.class)
                .hasMessage("'and' is too much: test:say takes one argument; test:say --help tells all");
    }

    @Test
    void helpTellsAllThatCanBeGivenWhereverItStands() throws Exception {
        assertThat(run("world", CharBuffer.wrap("--help")))
                .contains("DESCRIPTION", "Says it")
                .contains("test:say [options] whom")
                .contains("ARGUMENTS", "Who is greeted", "(required)")
                .contains("OPTIONS", "--twice, -t", "Says it again", "--help")
                .contains("Options may stand anywhere");
    }

    private void service(String service) {
        services.put(fake(ServiceReference.class, (method, arguments) -> service), service);
    }

    private String run(Object... words) throws Exception {
        registered.clear();
        new TestCommands(context, sessions);
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            registered.get(0).execute(session, List.of(words));
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @FunctionalInterface
    private interface Answers {
        @Nullable
        Object of(String method, Object[] arguments) throws Exception;
    }

    /** The few methods of a large interface that are used. */
    private static <T> T fake(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "compareTo" -> 0;
                    case "toString" -> type.getSimpleName();
                    default -> answers.of(method.getName(), Objects.requireNonNullElse(arguments, new Object[0]));
                }));
    }
}
