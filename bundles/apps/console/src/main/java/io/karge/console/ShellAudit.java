package io.karge.console;

import io.karge.failure.FailureWords;
import io.karge.runtime.AuditLog;
import io.karge.security.AuditText;
import java.nio.file.Path;
import java.security.AccessController;
import java.util.NoSuchElementException;
import javax.security.auth.Subject;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes every line that the container's shell has run into the audit log, with who typed it and how it ended, but those of
 * which it is known that they only look ({@link LookingLines}). The shell calls it on the thread of the session.
 */
@Component(service = CommandSessionListener.class)
public final class ShellAudit implements CommandSessionListener {
    private final AuditLog audit;
    private final LookingLines looking;

    @Activate
    public ShellAudit(@Reference AuditLog audit, @Reference ConfigurationAdmin configurations) {
        this(audit, new LookingLines(new CommandAcl(configurations), Path.of(System.getProperty("karaf.etc", "etc"))));
    }

    ShellAudit(AuditLog audit, LookingLines looking) {
        this.audit = audit;
        this.looking = looking;
    }

    /** Who is served by this thread, as the audit log calls him. */
    @SuppressWarnings("removal") // what the container itself asks
    static String who(@Nullable Object user) {
        Subject subject = Subject.getSubject(AccessController.getContext());
        return subject == null ? name(user) : who(subject, user);
    }

    /**
     * The same for a subject.
     *
     * @param otherwise what counts where that has no name
     */
    static String who(Subject subject, @Nullable Object otherwise) {
        return subject.getPrincipals(UserPrincipal.class).stream()
                .findFirst()
                .map(user -> name(user.getName()))
                .orElseGet(() -> name(otherwise));
    }

    private static String name(@Nullable Object user) {
        return user == null ? "the shell" : "shell user " + user;
    }

    @Override
    public void beforeExecute(CommandSession session, CharSequence line) {}

    @Override
    public void afterExecute(CommandSession session, CharSequence line, Exception failure) {
        write(session, line.toString(), result(line.toString(), failure));
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence line, @Nullable Object result) {
        write(session, line.toString(), AuditLog.DONE);
    }

    private void write(CommandSession session, String line, String result) {
        if (!looking.has(line)) {
            audit.add(new AuditLog.Entry(who(session.get("USER")), AuditText.line(line.strip()), result));
        }
    }

    /** What a command of ours would not do, or the container does not allow, is refused. */
    private static String result(String line, Exception failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        boolean refused = cause instanceof IllegalArgumentException
                || cause instanceof IllegalStateException
                || cause instanceof NoSuchElementException
                || cause instanceof SecurityException;
        String why = FailureWords.of(failure);
        return (refused ? "refused: " : "failed: ") + AuditText.said(line, why);
    }
}
