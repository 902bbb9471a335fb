package io.karge.console;

import io.karge.runtime.AuditLog;
import io.karge.security.AuditText;
import java.io.InputStream;
import java.io.PrintStream;
import java.security.PrivilegedAction;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** What somebody may run who is no administrator, and how: one command a line. Thread-safe. */
final class ViewerCommands {
    private static final String HELP = "help";
    /**
     * Who is shown all commands, of which those are taken that are somebody's. The container would show somebody's only,
     * but it remembers for each thread what the first saw who was served by it.
     */
    private static final Subject EVERYTHING =
            new Subject(true, Set.of(new RolePrincipal(CommandAcl.ADMINISTRATOR)), Set.of(), Set.of());

    private final SessionFactory sessions;
    private final CommandAcl acl;
    private final AuditLog audit;

    /** @param audit where it is said that somebody wanted what is not his; what he may run only looks */
    ViewerCommands(SessionFactory sessions, CommandAcl acl, AuditLog audit) {
        this.sessions = sessions;
        this.acl = acl;
        this.audit = audit;
    }

    /**
     * Runs one line; its output, and what is wrong with it, is printed.
     *
     * @return whether the command came to a good end
     */
    boolean run(Subject subject, String line, InputStream in, PrintStream out, PrintStream err) {
        if (line.isBlank() || line.strip().startsWith("#")) {
            return true;
        }
        try {
            CommandLine given = CommandLine.parse(line);
            if (given.scope().isEmpty() && given.name().equals(HELP)) {
                if (given.arguments().isEmpty()) {
                    help(subject, out);
                    return true;
                }
                given = CommandLine.parse(given.arguments().get(0) + " --help");
            }
            execute(subject, given, in, out, err);
            return true;
        } catch (CommandException e) {
            err.println(e.getNiceHelp());
            return false;
        } catch (Exception e) { // the shell's boundary: whatever a command throws is told to who gave it
            err.println("Error: " + (e.getMessage() == null ? e : e.getMessage()));
            return false;
        }
    }

    /** In the order in which help shows them. */
    List<Command> allowed(Subject subject) {
        return Subject.doAs(EVERYTHING, (PrivilegedAction<List<Command>>)
                        () -> sessions.getRegistry().getCommands())
                .stream()
                .filter(command -> acl.allows(subject, command.getScope(), command.getName()))
                .sorted(Comparator.comparing(ViewerCommands::fullName))
                .toList();
    }

    static String fullName(Command command) {
        return command.getScope() + ":" + command.getName();
    }

    private void execute(Subject subject, CommandLine given, InputStream in, PrintStream out, PrintStream err)
            throws Exception {
        Optional<Command> command = allowed(subject).stream()
                .filter(one -> one.getName().equals(given.name())
                        && (given.scope().isEmpty() || one.getScope().equals(given.scope())))
                .findFirst();
        if (command.isEmpty()) {
            String name = (given.scope().isEmpty() ? "" : given.scope() + ":") + given.name();
            String why = "'" + name
                    + "' is no command, or not yours; 'help' lists what you may run, etc/org.apache.karaf.command.acl.*.cfg"
                    + " decide";
            String line = (name + " " + String.join(" ", given.arguments())).strip();
            audit.add(new AuditLog.Entry(ShellAudit.who(subject, null), AuditText.line(line), "refused: " + why));
            throw new IllegalArgumentException(why);
        }
        CommandLine safe = new CommandLine(command.get().getScope(), given.name(), given.arguments());
        try (Session session = sessions.create(Lent.of(in), Lent.of(out), Lent.of(err))) {
            Subject.doAs(subject, (PrivilegedExceptionAction<@Nullable Object>) () -> session.execute(safe.quoted()));
        } catch (PrivilegedActionException e) {
            throw e.getException();
        } finally {
            out.flush();
        }
    }

    private void help(Subject subject, PrintStream out) {
        out.println("You may look. These are the commands; each tells its arguments with --help:");
        for (Command command : allowed(subject)) {
            out.printf("  %-24s %s%n", fullName(command), command.getDescription());
        }
        out.flush();
    }
}
