package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.karge.site.Distribution;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The distribution listens where its configuration says, from its first moment on, and nowhere else. */
public class PortsIT {
    private static final String TAKEN = "of the HTTP server (REST, metrics, simulators) cannot be opened";

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private UnpackedSite site;

    @Before
    public void unpack() throws Exception {
        assumeThat(Files.exists(Path.of("/proc/self/net/tcp6"))).as("/proc").isTrue();
        site = new UnpackedSite(folder.newFolder("karge").toPath());
    }

    @After
    public void kill() throws Exception {
        site.close();
    }

    @Test
    public void listensWhereItIsToldAndNowhereElseAtTheFirstStartAndAfterBeingKilled() throws Exception {
        for (int start = 0; start < 3; start++) {
            site.karge.start();
            Set<String> seen;
            try (ListeningSockets sockets =
                    new ListeningSockets(site.karge.process().pid())) {
                site.awaitHttp();
                awaitConsole();
                DistributionTestSupport.await( // the port for stopping it is the container's last
                        "all its ports are open", UnpackedSite.WAIT, () -> sockets.seen()
                                .containsAll(List.of(own())));
                seen = sockets.seen();
            }
            site.karge.kill();

            assertThat(seen).as("start " + start).containsExactlyInAnyOrder(own());
        }
        site.assertThatTheLogIsQuiet();
    }

    @Test
    public void saysThatItsPortIsTakenAndTakesItWhenItIsFree() throws Exception {
        Set<String> whileTaken;
        try (ServerSocket other = new ServerSocket(site.http, 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();
            site.karge.start();
            try (ListeningSockets sockets =
                    new ListeningSockets(site.karge.process().pid())) {
                DistributionTestSupport.await(
                        "the log says it", UnpackedSite.WAIT, () -> site.log().contains(TAKEN));
                awaitConsole();
                whileTaken = sockets.seen();
            }
        }
        site.awaitHttp();

        assertThat(whileTaken).doesNotContain("127.0.0.1:" + site.http).isSubsetOf(own());
        String log = site.log();
        assertThat(log.split(Pattern.quote(TAKEN), -1))
                .as("it begins once and ends once")
                .hasSize(3);
        assertThat(log)
                .contains("127.0.0.1:" + site.http)
                .contains("another program has the port")
                .contains("Over: ");
        site.assertThatTheLogIsQuiet();
    }

    @Test
    public void movesToAnotherPortWhileItRuns() throws Exception {
        site.karge.start();
        site.awaitHttp();
        int other = Distribution.freePort(0);
        site.karge.files().set("org.apache.felix.http.cfg", "org.osgi.service.http.port", other);

        DistributionTestSupport.await("the new port answers", UnpackedSite.WAIT, () -> isOpen(other));
        DistributionTestSupport.await("the old one is closed", UnpackedSite.WAIT, () -> !isOpen(site.http));
        site.assertThatTheLogIsQuiet();
    }

    @Test
    public void answersWhatIsNoRequestInJson() throws Exception {
        site.karge.start();
        site.awaitHttp();
        String token = Files.readString(site.karge.home().resolve("etc/karge-api.token"))
                .strip();
        String rest =
                " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + token + "\r\n\r\n";

        for (String path : new String[] {"/api", "/api/v2", "/simulator", "/metrics/x", "/nothing", "/"}) {
            assertThat(site.send("GET " + path + rest))
                    .as(path)
                    .contains(" 404 ")
                    .contains("{\"error\":\"");
            assertThat(site.send("PUT " + path + rest))
                    .as(path)
                    .contains(" 404 ")
                    .contains("{\"error\":\"");
        }
        for (String path : new String[] {"/api/v1/stations/a%2Fb", "/api/v1/stations/a%zz", "/metrics%"}) {
            assertThat(site.send("GET " + path + rest))
                    .as(path)
                    .contains(" 400 ")
                    .contains("{\"error\":\"");
        }
        assertThat(site.send("GET /api HTTP/1.1\r\n\r\n")).contains(" 400 ").contains("{\"error\":\"");
        assertThat(site.send("GET /api HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .contains(" 401 ")
                .contains("{\"error\":\"");
        assertThat(site.send("\u0016\u0003\u0001")).contains(" 400 ").contains("{\"error\":\"");
    }

    private String[] own() {
        return new String[] {
            "127.0.0.1:" + site.http, "127.0.0.1:" + site.ssh, "127.0.0.1:" + site.shutdown,
        };
    }

    private void awaitConsole() throws Exception {
        DistributionTestSupport.await("the console is open", UnpackedSite.WAIT, () -> isOpen(site.ssh));
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
