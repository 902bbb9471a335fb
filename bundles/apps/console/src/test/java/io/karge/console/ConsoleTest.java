package io.karge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.StationView;
import io.karge.runtime.testkit.FakeAuditLog;
import io.karge.runtime.testkit.FakeGateway;
import io.karge.time.WorkerPool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console over real SSH. */
class ConsoleTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String SECRET = "the-secret-of-the-gateway";
    private static final String VIEWER = "viewer-ssh";
    private static final String ADMINISTRATOR = "admin-ssh";

    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime();
    private final SshClient client = SshClient.setUpDefaultClient();
    private int port;
    private final FakeAuditLog audit = new FakeAuditLog();
    private Shell shell;
    private @Nullable Console console;

    /** Starting and trying again is the test's own thread's; the commands of viewers have theirs. */
    private static final class Workers implements WorkerPool {
        @Override
        public Executor computing() {
            return Runnable::run;
        }

        @Override
        public Executor newBlockingSerial(String name) {
            return name.equals("console") ? Runnable::run : task -> new Thread(task).start();
        }
    }

    @BeforeEach
    void setUp() throws Exception {
        Users.install();
        Files.writeString(folder.resolve("secret"), SECRET);
        shell = new Shell(folder);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        client.start();
    }

    @AfterEach
    void tearDown() {
        client.stop();
        if (console != null) {
            console.close();
        }
        shell.close();
    }

    @Test
    void runsAViewersCommandAndNothingElse() throws Exception {
        start(port);
        try (ClientSession viewer = enter(VIEWER)) {
            assertThat(exec(viewer, "station:list 'a b'\n")).isEqualTo("0: list of [a b]\n");
            assertThat(exec(viewer, "shell:cat " + folder.resolve("secret")))
                    .startsWith("1: ")
                    .contains("not yours");
            assertThat(exec(viewer, "station:list\nstation:restart\nstation:list\n"))
                    .as("ends at the first that fails")
                    .startsWith("1: list of []\nError");
            assertThat(exec(viewer, "scp -f " + folder.resolve("secret"))).startsWith("1: ");
        }
        assertThat(shell.ran).containsExactly("list[a b]", "list[]");
    }

    /** Part 2, appendix 1: MaintenanceLoginAccepted, MaintenanceLoginFailed; a session is one login, whatever it asks for. */
    @Test
    void tellsWhoHasEnteredAndWhoWasNotLetIn() throws Exception {
        start(port);
        FakeGateway gateway = new FakeGateway();
        console().gateway = gateway;
        try (ClientSession viewer = enter(VIEWER)) {
            exec(viewer, "station:list\n");
        }
        assertThat(gateway.logins.poll(15, TimeUnit.SECONDS)).isEqualTo("'" + VIEWER + "' from 127.0.0.1 accepted");
        assertThatThrownBy(() -> enter("viewer-admin")).isInstanceOf(IOException.class);
        client.stop(); // and with it the session that was not let in
        assertThat(gateway.logins.poll(15, TimeUnit.SECONDS)).isEqualTo("'viewer-admin' from 127.0.0.1 failed");
        assertThat(gateway.logins).isEmpty();
    }

    @Test
    void leavesTheWholeShellToAdministrators() throws Exception {
        start(port);
        try (ClientSession administrator = enter(ADMINISTRATOR)) {
            assertThat(exec(administrator, "x = 1; shell:cat " + folder.resolve("secret")))
                    .isEqualTo("0: " + SECRET + "\n");
        }
        try (ClientSession administrator = enter(ADMINISTRATOR)) {
            assertThat(exec(administrator, "station:restart CS-1")).isEqualTo("0: restart of [CS-1]\n");
        }
    }

    @Test
    void tellsAViewerTheCommandsThatAreHis() throws Exception {
        start(port);
        try (ClientSession viewer = enter(VIEWER)) {
            assertThat(exec(viewer, "help"))
                    .startsWith("0: ")
                    .contains("station:list", "what list does")
                    .doesNotContain("restart");
            assertThat(exec(viewer, "help station:list"))
                    .as("of one command: it is asked for its help")
                    .isEqualTo("0: list of [--help]\n");
            assertThat(exec(viewer, "help station:restart")).startsWith("1: ").contains("not yours");
        }
    }

    @Test
    void givesAViewerAnInteractiveShellWithoutALanguage() throws Exception {
        start(port);
        String secret = folder.resolve("secret").toString();
        String typed = "help\rstation:list 'x y'\rshell:cat " + secret + "\r$.session\rcat < " + secret
                + "\rstation:list $(cat " + secret + ")\r\u0018\u0005\r!!\rexit\r";
        String printed;
        try (ClientSession viewer = enter(VIEWER);
                ClientChannel channel = viewer.createShellChannel(
                        null, Map.of("PROMPT", "$(cat " + secret + ")", "TERM", "xterm", "SCOPE", "shell"))) {
            printed = run(channel, new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        }

        assertThat(printed)
                .contains("station:list")
                .contains("list of [x y]")
                .contains("not yours")
                .contains("is no command")
                .doesNotContain(SECRET);
        assertThat(shell.ran).containsExactly("list[x y]", "list[$(cat, " + secret + ")]");
        assertThat(folder.resolve("history")).doesNotExist();
    }

    /** A client that is cut off says so, on the standard error of whoever calls it. */
    @ParameterizedTest
    @ValueSource(strings = {VIEWER, ADMINISTRATOR})
    void theConnectionIsTheClientsToEnd(String user) throws Exception {
        start(port);
        try (ClientSession session = enter(user)) {
            assertThat(exec(session, "station:list first")).startsWith("0: ");
            assertThat(exec(session, "station:list second")).startsWith("0: ").contains("list of [second]");
            assertThat(session.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {VIEWER, ADMINISTRATOR})
    void aCommandThatFollowsSomethingEndsWithTheClient(String user) throws Exception {
        start(port);
        try (ClientSession session = enter(user);
                ClientChannel channel = session.createExecChannel("station:list follows")) {
            channel.open().verify(LIMIT);
            assertThat(shell.following.poll(15, TimeUnit.SECONDS)).isEqualTo("begins");
        }

        assertThat(shell.following.poll(15, TimeUnit.SECONDS)).isEqualTo("ends");
    }

    /** Also where it is in the middle of printing; of an administrator's it is the container's doing. */
    @ParameterizedTest
    @ValueSource(strings = {"follows", "floods"})
    void aCommandEndsWithControlCAndTheSessionGoesOn(String command) throws Exception {
        start(port);
        try (ClientSession session = enter(VIEWER);
                ClientChannel channel = session.createShellChannel(null, Map.of("TERM", "xterm"));
                PipedOutputStream keyboard = new PipedOutputStream()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            channel.setIn(new PipedInputStream(keyboard));
            channel.setOut(out);
            channel.open().verify(LIMIT);
            type(keyboard, "station:list " + command + "\r");
            String begins = shell.following.poll(15, TimeUnit.SECONDS);
            assertThat(begins).as(out.toString(StandardCharsets.UTF_8)).isEqualTo("begins");
            type(keyboard, "\u0003");
            assertThat(shell.following.poll(15, TimeUnit.SECONDS)).isEqualTo("ends");
            type(keyboard, "station:list again\r");
            await().atMost(LIMIT)
                    .until(() -> out.toString(StandardCharsets.UTF_8).contains("list of [again]"));
        }
    }

    private static void type(PipedOutputStream keyboard, String text) throws IOException {
        keyboard.write(text.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"station:restart fails", "station:nothing", "x:y", "station:restart a; station:restart fails"})
    void aRefusalEndsWithAnExitCodeOtherThanZero(String line) throws Exception {
        start(port);
        try (ClientSession session = enter(ADMINISTRATOR)) {
            assertThat(exec(session, line)).startsWith("1: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {VIEWER, ADMINISTRATOR})
    void forwardsNoPortAndCopiesNoFile(String user) throws Exception {
        start(port);
        try (ClientSession session = enter(user);
                ServerSocket target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SshdSocketAddress there = new SshdSocketAddress("127.0.0.1", target.getLocalPort());
            assertThatThrownBy(() -> session.startRemotePortForwarding(new SshdSocketAddress("127.0.0.1", 0), there))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() ->
                            session.createDirectTcpipChannel(null, there).open().verify(LIMIT))
                    .isInstanceOf(IOException.class);
            ClientChannel files = session.createSubsystemChannel("sftp");
            files.open().verify(LIMIT);
            assertThat(files.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LIMIT))
                    .as("there is no such subsystem, so the channel ends")
                    .contains(ClientChannelEvent.CLOSED)
                    .doesNotContain(ClientChannelEvent.TIMEOUT);
        }
    }

    @Test
    void letsNobodyInWithoutTheRoleForIt() {
        start(port);

        assertThatThrownBy(() -> enter("viewer-admin")).isInstanceOf(IOException.class);
    }

    @Test
    void saysThatThePortIsTakenAndTakesItWhenItIsFree() throws Exception {
        List<StationView.Problem> problems;
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            start(other.getLocalPort());
            time.advance(Duration.ofMinutes(1));
            problems = console().problems();
        }
        time.advance(Duration.ofSeconds(2));

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).what()).contains("127.0.0.1:" + port).contains("console");
        assertThat(problems.get(0).why()).isEqualTo("another program has the port");
        assertThat(problems.get(0).since()).isEqualTo(VirtualTime.DEFAULT_START);
        assertThat(console().problems()).isEmpty();
        try (ClientSession viewer = enter(VIEWER)) {
            assertThat(exec(viewer, "station:list")).startsWith("0: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "-1", "65536", ""})
    void listensNowhereWhenThePortIsNone(String text) {
        console = new Console(settings(text), shell.sessions(), new Acls().configurations, audit, time, new Workers());

        assertThat(console().problems())
                .extracting(StationView.Problem::why)
                .singleElement()
                .asString()
                .contains("'" + text + "'");
    }

    @Test
    void givesThePortBackWhenItGoes() throws Exception {
        start(port);
        console().close();

        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(IOException.class);
        assertThat(console().problems()).isEmpty();
    }

    private void start(int at) {
        Acls acls = new Acls().line("station", "list", "admin, viewer");
        console = new Console(
                settings(Integer.toString(at)), shell.sessions(), acls.configurations, audit, time, new Workers());
    }

    private Console console() {
        return Objects.requireNonNull(console);
    }

    private ClientSession enter(String user) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair key = generator.generateKeyPair();
        ClientSession session =
                client.connect(user, "127.0.0.1", port).verify(LIMIT).getSession();
        session.addPublicKeyIdentity(key);
        session.auth().verify(LIMIT);
        return session;
    }

    private static String exec(ClientSession session, String lines) throws IOException {
        try (ClientChannel channel = session.createExecChannel(lines)) {
            String printed = run(channel, new ByteArrayInputStream(new byte[0]));
            await().atMost(LIMIT).until(() -> channel.getExitStatus() != null);
            return channel.getExitStatus() + ": " + printed;
        }
    }

    private static String run(ClientChannel channel, InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        channel.setIn(in);
        channel.setOut(out);
        channel.setErr(out);
        channel.open().verify(LIMIT);
        assertThat(channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LIMIT))
                .as(out.toString(StandardCharsets.UTF_8))
                .doesNotContain(ClientChannelEvent.TIMEOUT);
        return out.toString(StandardCharsets.UTF_8);
    }

    private ConsoleSettings settings(String sshPort) {
        return new ConsoleSettings(
                "127.0.0.1",
                sshPort,
                "karaf",
                "ssh",
                Duration.ofMinutes(1),
                List.of("publickey"),
                folder.resolve("host.key"),
                "EC",
                256);
    }
}
