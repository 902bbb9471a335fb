package io.karge.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.api.console.Terminal;
import org.apache.karaf.shell.ssh.ShellCommand;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;

/**
 * Runs the lines that an administrator gave to his SSH client, in the container's shell. When the client goes away, what still
 * runs is interrupted: a command that follows something ends with whoever follows.
 */
final class AdministratorCommand extends ShellCommand {
    private final Opened sessions;

    private AdministratorCommand(Opened sessions, String lines) {
        super(sessions, lines);
        this.sessions = sessions;
    }

    static AdministratorCommand of(SessionFactory sessions, String lines) {
        return new AdministratorCommand(new Opened(sessions), lines);
    }

    /**
     * The container would end the connection after the command. That is the client's to do, which may have another command,
     * and else says on its standard error that it was cut off.
     */
    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        ServerSession connection = channel.getServerSession();
        ServerSession lent = (ServerSession) Proxy.newProxyInstance(
                ServerSession.class.getClassLoader(),
                new Class<?>[] {ServerSession.class},
                (proxy, method, arguments) ->
                        method.getName().equals("close") ? null : call(connection, method, arguments));
        super.start(
                new ChannelSession() {
                    @Override
                    public ServerSession getServerSession() {
                        return lent;
                    }
                },
                environment);
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** The end of the channel, whoever ended it. */
    @Override
    public void destroy(ChannelSession channel) throws Exception {
        super.destroy(channel);
        sessions.close();
    }

    /** Remembers the sessions that it makes, to close them. Thread-safe. */
    private static final class Opened implements SessionFactory {
        private final SessionFactory sessions;
        private final List<Session> made = new ArrayList<>();
        private boolean closed;

        Opened(SessionFactory sessions) {
            this.sessions = sessions;
        }

        @Override
        public Registry getRegistry() {
            return sessions.getRegistry();
        }

        @Override
        public Session create(
                InputStream in, PrintStream out, PrintStream err, Terminal terminal, String encoding, Runnable closed) {
            return kept(sessions.create(in, out, err, terminal, encoding, closed));
        }

        @Override
        public Session create(InputStream in, PrintStream out, PrintStream err) {
            return kept(sessions.create(in, out, err));
        }

        @Override
        public Session create(InputStream in, PrintStream out, PrintStream err, Session parent) {
            return kept(sessions.create(in, out, err, parent));
        }

        private synchronized Session kept(Session session) {
            made.add(session);
            if (closed) {
                session.close();
            }
            return (Session) Proxy.newProxyInstance(
                    Session.class.getClassLoader(),
                    new Class<?>[] {Session.class},
                    (proxy, method, arguments) -> passed(session, method, arguments));
        }

        /** What ends because its client went away has not failed: there is nothing to tell, and nobody. */
        private @Nullable Object passed(Session session, Method method, Object @Nullable [] arguments)
                throws Throwable {
            try {
                return call(session, method, arguments);
            } catch (Exception e) {
                if (isClosed() && method.getName().equals("execute")) {
                    return null;
                }
                throw e;
            }
        }

        private synchronized boolean isClosed() {
            return closed;
        }

        synchronized void close() {
            closed = true;
            made.forEach(Session::close);
        }
    }
}
