package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivilegedExceptionAction;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.junit.Test;

/**
 * Every command of the distribution, and who may run it: commands.txt holds the list, so that a command that comes with a
 * newer container or with a change of ours is seen, and is the administrators' until somebody decides.
 */
public class CommandsIT extends DistributionTestSupport {
    private static final String[] ADMINISTRATOR = {"admin", "manager", "viewer", "systembundles", "ssh", "group"};

    @Test
    public void everyCommandIsInTheList() throws Exception {
        assertThat(all())
                .as("a new command: decide who may run it, and write it into commands.txt")
                .isEqualTo(held("admin|viewer"));
    }

    @Test
    public void aViewerMayRunWhatTheListGives() throws Exception {
        assertThat(allowed("viewer", "ssh", "group")).isEqualTo(held("viewer"));
    }

    @Test
    public void anAdministratorMayRunEverything() throws Exception {
        assertThat(allowed(ADMINISTRATOR)).isEqualTo(all());
    }

    @Test
    public void whoIsNeitherMayRunNothing() throws Exception {
        assertThat(allowed("ssh", "group")).isEmpty();
        assertThat(allowed("manager", "systembundles", "ssh")).isEmpty();
    }

    @Test
    public void theServersOfTheContainerWaitForTheGateway() {
        assertThat(context.getProperty("org.apache.felix.http.enable")).isEqualTo("false");
        assertThat(context.getProperty("org.apache.felix.http.require.config")).isEqualTo("true");
        assertThat(context.getProperty("karaf.startRemoteShell")).isEqualTo("false");
    }

    private Set<String> all() throws Exception {
        return as(
                () -> sessions.getRegistry().getCommands().stream()
                        .filter(command -> !command.getScope().equals(Session.SCOPE_GLOBAL))
                        .map(command -> command.getScope() + ":" + command.getName())
                        .collect(Collectors.toCollection(TreeSet::new)),
                ADMINISTRATOR);
    }

    /** What the container's shell lets somebody with these roles run: each is asked for its help only. */
    private Set<String> allowed(String... roles) throws Exception {
        Set<String> allowed = new TreeSet<>();
        for (String command : all()) {
            if (as(() -> runs(command), roles)) {
                allowed.add(command);
            }
        }
        return allowed;
    }

    private boolean runs(String command) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        try (Session session = sessions.create(new ByteArrayInputStream(new byte[0]), nowhere, nowhere)) {
            session.execute(command + " --help");
            return true;
        } catch (SecurityException e) {
            return false;
        } catch (Exception e) { // also of the command itself, which therefore ran
            return !String.valueOf(e.getMessage()).endsWith("not found: " + command);
        }
    }

    /** On a thread of its own: the container remembers for each thread what its first user may see. */
    private static <T> T as(PrivilegedExceptionAction<T> action, String... roles) throws Exception {
        Subject subject = new Subject();
        Stream.of(roles).forEach(role -> subject.getPrincipals().add(new RolePrincipal(role)));
        FutureTask<T> task = new FutureTask<>(() -> Subject.doAs(subject, action));
        new Thread(task, "subject").start();
        return task.get(20, TimeUnit.SECONDS);
    }

    private static Set<String> held(String roles) throws IOException {
        try (InputStream in = CommandsIT.class.getResourceAsStream("/commands.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> line.matches("(" + roles + ") .*"))
                    .map(line -> line.substring(line.indexOf(' ') + 1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
