package io.karge.console;

import java.io.InputStream;
import java.io.PrintStream;
import javax.security.auth.Subject;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.api.console.Terminal;

/** The interactive sessions over SSH of somebody who is no administrator. */
final class ViewerSessions implements SessionFactory {
    private final SessionFactory all;
    private final ViewerCommands commands;
    private final Subject subject;

    ViewerSessions(SessionFactory all, ViewerCommands commands, Subject subject) {
        this.all = all;
        this.commands = commands;
        this.subject = subject;
    }

    @Override
    public Registry getRegistry() {
        return all.getRegistry();
    }

    @Override
    public Session create(
            InputStream in, PrintStream out, PrintStream err, Terminal terminal, String encoding, Runnable closed) {
        return new ViewerSession(this, commands, subject, in, out, err, terminal, closed);
    }

    @Override
    public Session create(InputStream in, PrintStream out, PrintStream err) {
        throw new UnsupportedOperationException("a viewer's command is run by ViewerCommand");
    }

    @Override
    public Session create(InputStream in, PrintStream out, PrintStream err, Session parent) {
        return create(in, out, err);
    }
}
