package io.karge.console;

import java.nio.file.Path;
import java.security.AccessController;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import javax.security.auth.Subject;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSessionListener;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.jspecify.annotations.Nullable;

/** The container's real shell with its built-in commands, and commands that write down what they are given. */
final class Shell implements AutoCloseable {
    /** The begins and ends of a command that follows something. */
    final BlockingQueue<String> following = new LinkedBlockingQueue<>();

    /** What the commands were given. */
    final List<String> ran = Collections.synchronizedList(new ArrayList<>());

    /** One for all, never stopped: a command that just ends puts the process's streams back to it, also after its test. */
    private static final ThreadIOImpl STREAMS = new ThreadIOImpl();

    static {
        STREAMS.start();
    }

    private final SessionFactoryImpl factory;

    Shell(Path folder) {
        System.setProperty("karaf.history", folder.resolve("history").toString());
        factory = new SessionFactoryImpl(STREAMS) {
            private final ThreadLocal<Map<Object, Boolean>> seen = ThreadLocal.withInitial(HashMap::new);

            /** As the container's: who has no role for a command is not shown it, as remembered for each thread. */
            @Override
            protected boolean isVisible(Object service) {
                return seen.get().computeIfAbsent(service, Shell::isTheirs);
            }
        };
        for (String name : new String[] {"list", "info", "restart"}) {
            factory.getRegistry().register(new Recorded("station", name));
        }
    }

    @SuppressWarnings("removal") // what the container itself asks
    private static boolean isTheirs(Object service) {
        Subject subject = Subject.getSubject(AccessController.getContext());
        return !(service instanceof Recorded recorded)
                || CommandAcl.isAdministrator(Objects.requireNonNullElseGet(subject, Subject::new))
                || (Acls.VIEWER.equals(subject) && !recorded.getName().equals("restart"));
    }

    /** As the container does with each such service. */
    void tell(CommandSessionListener listener) {
        factory.getCommandProcessor().addListener(listener);
    }

    SessionFactory sessions() {
        return factory;
    }

    @Override
    public void close() {
        factory.stop();
    }

    /** Until it is interrupted. */
    private void follow() {
        try {
            following.add("begins");
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            following.add("ends");
            Thread.currentThread().interrupt();
        }
    }

    /** Prints until it is interrupted. */
    private void flood() {
        following.add("begins");
        while (!Thread.currentThread().isInterrupted()) {
            System.out.println("one of many lines");
        }
        following.add("ends");
    }

    private final class Recorded implements Command {
        private final String scope;
        private final String name;

        Recorded(String scope, String name) {
            this.scope = scope;
            this.name = name;
        }

        @Override
        public @Nullable Object execute(Session session, List<Object> given) {
            List<String> arguments = given.stream().map(String::valueOf).toList(); // an administrator's are no Strings
            ran.add(name + arguments);
            if (arguments.contains("follows")) {
                follow();
            }
            if (arguments.contains("floods")) {
                flood();
            }
            if (arguments.contains("fails")) {
                throw new IllegalStateException("it does not work");
            }
            System.out.println(name + " of " + arguments);
            return null;
        }

        @Override
        public String getScope() {
            return scope;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public String getDescription() {
            return "what " + name + " does";
        }

        @Override
        public @Nullable Completer getCompleter(boolean scoped) {
            return null;
        }

        @Override
        public @Nullable Parser getParser() {
            return null;
        }
    }
}
