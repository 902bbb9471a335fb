package io.karge.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.runtime.testkit.FakeAuditLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of somebody who only looks, at the container's real shell. */
class ViewerCommandsTest {
    private static final String SECRET = "the-secret-of-the-gateway";

    @TempDir
    Path folder;

    private final FakeAuditLog audit = new FakeAuditLog();
    private Shell shell;
    private ViewerCommands commands;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void setUp() throws IOException {
        Files.writeString(folder.resolve("secret"), SECRET);
        shell = new Shell(folder);
        Acls acls = new Acls().line("station", "list", "admin, viewer").line("station", "info", "viewer");
        commands = new ViewerCommands(shell.sessions(), new CommandAcl(acls.configurations), audit);
    }

    @AfterEach
    void tearDown() {
        shell.close();
    }

    @Test
    void runsWhatIsTheViewers() {
        boolean good = run(Acls.VIEWER, "station:list --json 'a b' \"c\"");

        assertThat(good).isTrue();
        assertThat(shell.ran).containsExactly("list[--json, a b, c]");
        assertThat(printed()).isEqualTo("list of [--json, a b, c]\n");
    }

    @Test
    void findsACommandByItsNameAlone() {
        assertThat(run(Acls.VIEWER, "info CS-1")).isTrue();
        assertThat(shell.ran).containsExactly("info[CS-1]");
    }

    @Test
    void listsWhatMayBeRun() {
        assertThat(run(Acls.VIEWER, "help")).isTrue();
        assertThat(printed())
                .contains("station:list")
                .contains("what info does")
                .doesNotContain("restart")
                .doesNotContain("shell:");
    }

    @Test
    void servesEachByHisOwnRolesOnOneThread() {
        assertThat(run(Acls.subject("ssh"), "station:list")).isFalse();
        assertThat(run(Acls.VIEWER, "station:list")).isTrue();
        assertThat(run(Acls.subject("ssh"), "station:list")).isFalse();

        assertThat(shell.ran).hasSize(1);
    }

    @Test
    void saysWhatWentWrong() {
        assertThat(run(Acls.VIEWER, "station:list fails")).isFalse();
        assertThat(printed()).contains("it does not work").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "# a comment"})
    void passesOverWhatIsNoCommand(String line) {
        assertThat(run(Acls.VIEWER, line)).isTrue();
        assertThat(printed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"station:restart CS-1", "restart CS-1", "shell:cat x", "cat x", "logout", "no:such"})
    void refusesWhatIsTheAdministrators(String line) {
        assertThat(run(Acls.VIEWER, line)).isFalse();
        assertThat(printed()).contains("not yours").contains("help");
        assertThat(shell.ran).isEmpty();
    }

    @Test
    void writesDownWhatWasRefused() {
        Subject subject = Acls.subject("viewer", "ssh");
        subject.getPrincipals().add(new UserPrincipal("eve"));

        run(subject, "station:list");
        run(subject, "station:set-variable CS-1 SecurityCtrlr BasicAuthPassword Top-5ecret");

        assertThat(audit.lines())
                .singleElement()
                .asString()
                .startsWith("shell user eve | station:set-variable CS-1 SecurityCtrlr BasicAuthPassword *** | refused: "
                        + "'station:set-variable' is no command, or not yours");
    }

    @Test
    void refusesEverythingToOneWithoutARole() {
        assertThat(run(Acls.subject("ssh"), "station:list")).isFalse();
        assertThat(shell.ran).isEmpty();
    }

    /** S is the file with the secret, M one that must not come to be. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "shell:cat S",
                "cat < S",
                "station:list > M",
                "station:list >> M",
                "station:list 2> M",
                "station:list < S",
                "station:list | tac M",
                "station:list | shell:tac M",
                "station:list; shell:cat S",
                "station:list & shell:cat S",
                "station:list && shell:cat S",
                "station:list || shell:cat S",
                "station:list $(shell:cat S)",
                "station:list (shell:cat S)",
                "station:list { shell:cat S }",
                "station:list ${shell:cat S}",
                "station:list \"$(shell:cat S)\"",
                "station:list \"(shell:cat S)\"",
                "station:list <(shell:cat S)",
                "station:list %(1+1)",
                "station:list \\$(shell:cat S)",
                "station:list \\",
                "station:list `shell:cat S`",
                "station:list 'a' (shell:cat S)",
                "station:list # (shell:cat S)",
                "station:list \"' ; shell:cat S ; '\"",
                "station:list S*",
                "each [1] { shell:cat S }",
                "if { true } { shell:cat S }",
                "x = { shell:cat S }; x",
                "$.context bundles",
                "$.session getRegistry",
                "(([] getClass) forName java.lang.Runtime)",
                "[] getClass",
                "new java.io.FileOutputStream M",
                "shell:new java.io.FileOutputStream M",
                "shell:exec touch M",
                "exec touch M",
                "source S",
                ". S",
                "sh S",
                "gosh S",
                "shell:sh -c 'cat S'",
                "addcommand x java.lang.Runtime",
                "type cat",
                "set",
                "shell:set",
                "history",
                "shell:history",
                "nano S",
                "less S",
                "head S",
                "tail S",
                "grep . S",
                "wc S",
                "ls",
                "cd /",
                "alias list = { shell:cat S }",
                "*:cat S",
                "station:list = 1",
                "station:list:x"
            })
    void readsNoFileAndWritesNone(String line) throws IOException {
        Path made = folder.resolve("made");
        String attack = line.replace("S", folder.resolve("secret").toString()).replace("M", made.toString());

        run(Acls.VIEWER, attack);

        assertThat(printed()).doesNotContain(SECRET);
        assertThat(made).doesNotExist();
        assertThat(files()).containsExactly("secret");
        assertThat(shell.ran)
                .as("only the command itself, all else being its arguments")
                .allMatch(call -> call.startsWith("list["))
                .hasSizeLessThanOrEqualTo(1);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }

    private boolean run(Subject subject, String line) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        InputStream in = new ByteArrayInputStream(new byte[0]);
        return commands.run(subject, line, in, out, out);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
