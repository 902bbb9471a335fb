package io.karge.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.runtime.testkit.FakeAuditLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedAction;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written down of lines that the container's real shell has run. */
class ShellAuditTest {
    /** As the distribution has it. */
    private static final Path SCRIPT = Path.of("../../../etc/shell.init.script");

    @TempDir
    Path folder;

    private final FakeAuditLog audit = new FakeAuditLog();
    private Shell shell;

    @BeforeEach
    void setUp() throws IOException {
        Files.createDirectories(folder.resolve("etc/scripts"));
        Files.copy(SCRIPT, folder.resolve("etc/shell.init.script"));
        Acls acls = new Acls().line("station", "queue", "admin, viewer").line("station", "restart", "admin");
        shell = new Shell(folder);
        shell.tell(new ShellAudit(audit, new LookingLines(new CommandAcl(acls.configurations), folder.resolve("etc"))));
    }

    @AfterEach
    void tearDown() {
        shell.close();
    }

    @Test
    void saysWhoRanWhatAndThatItWasDone() {
        run("station:restart --force CS-1");

        assertThat(shell.ran).containsExactly("restart[--force, CS-1]");
        assertThat(audit.lines()).containsExactly("shell user karge | station:restart --force CS-1 | done");
    }

    @Test
    void saysWhyItWasNotDone() {
        run("station:restart 'fails'");
        run("no:such x");

        assertThat(audit.lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("shell user karge | station:restart 'fails' | refused: it does not work"),
                        line -> assertThat(line)
                                .startsWith("shell user karge | no:such x | refused: Command not found"));
    }

    @Test
    void takesTheUserWhoEnteredNotWhatTheSessionSays() {
        Subject subject = Acls.subject("admin", "ssh");
        subject.getPrincipals().add(new UserPrincipal("mallory"));

        Subject.doAs(subject, (PrivilegedAction<Void>) () -> {
            run("station:restart CS-1");
            return null;
        });

        assertThat(audit.lines()).containsExactly("shell user mallory | station:restart CS-1 | done");
    }

    @Test
    void writesNoSecret() {
        run("station:restart CS-1 BasicAuthPassword Top-5ecret");

        assertThat(audit.lines())
                .containsExactly("shell user karge | station:restart CS-1 BasicAuthPassword *** | done");
    }

    @Test
    void writesNoTokenNeitherOfTheLineNorOfWhyItFailed() {
        run("station:restart fails ; station:present-token --json CS-1 T0ken");
        run("station:present-token --json CS-1 T0ken");

        assertThat(audit.lines()).hasSize(2).noneMatch(line -> line.contains("T0ken"));
        assertThat(audit.lines().get(1)).startsWith("shell user karge | station:present-token --json CS-1 *** | ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "station:list",
                "list",
                "station:info CS-1",
                "station:queue CS-1",
                "station:restart --help",
                "feature:repo-list",
                "log:display",
                "station:list --json | grep CS-1",
                "help",
                "",
                "# a comment"
            })
    void writesNothingOfWhatLooks(String line) {
        run(line);

        assertThat(audit.lines()).isEmpty();
    }

    @Test
    void writesNothingOfWhatEachSessionBeginsWith() throws IOException {
        run(Files.readString(SCRIPT));
        assertThat(audit.lines()).isEmpty();

        run(Files.readString(SCRIPT) + "\nstation:restart CS-1");
        assertThat(audit.lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "station:list | tac made",
                "station:list > made",
                "station:list ; station:restart CS-1",
                "station:list (station:restart CS-1)",
                "station:list $(station:restart CS-1)",
                "station:restart CS-1 | grep x",
                "restart CS-1",
                "station:restart CS-1 --help ; station:restart CS-1",
                "x = 1",
                "$.context bundles",
                "station:list\nstation:restart CS-1",
                "shell:exec true",
                "ld"
            })
    void writesWhateverElseItMayBe(String line) {
        run(line.replace("made", folder.resolve("made").toString()));

        assertThat(audit.lines()).hasSize(1);
    }

    private void run(String line) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        try (Session session = shell.sessions().create(new ByteArrayInputStream(new byte[0]), nowhere, nowhere)) {
            session.put("USER", "karge");
            session.execute(line);
        } catch (Exception e) {
            assertThat(line).as("what ends well").isNotEqualTo("station:list");
        }
    }
}
