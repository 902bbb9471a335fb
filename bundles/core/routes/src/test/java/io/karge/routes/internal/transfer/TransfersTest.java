package io.karge.routes.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.karge.routes.internal.transfer.TransferBench.Begun;
import io.karge.security.testkit.TestAuthority;
import io.karge.station.TransferOrder;
import io.karge.station.TransferOutcome.Cause;
import io.karge.station.TransferOutcome.Moved;
import io.karge.transfer.testkit.Fault;
import io.karge.transfer.testkit.FileServer;
import io.karge.transfer.testkit.FtpFileServer;
import io.karge.transfer.testkit.HttpFileServer;
import io.karge.transfer.testkit.SftpFileServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.camel.Endpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is particular to one protocol, and what holds before any of them begins. */
class TransfersTest {
    @TempDir
    Path folder;

    private static TransferSettings local() {
        return TransferSettings.DEFAULT.withAllowLocal(true);
    }

    @Test
    void saysWhatIsWrongWithALocation() throws Exception {
        try (TransferBench bench = new TransferBench(folder)) {
            bench.fail(bench.download("C:", "x"), Cause.BAD_LOCATION);
            bench.fail(bench.download("gopher://h/x", "x"), Cause.UNSUPPORTED_SCHEME);
            bench.fail(bench.download("ftp://localhost/folder/", "x"), Cause.BAD_LOCATION);
        }
    }

    @Test
    void failsWhenNobodyIsThere() throws Exception {
        int closed;
        try (ServerSocket free = new ServerSocket(0)) {
            closed = free.getLocalPort();
        }
        Addresses addresses = new Addresses(
                host -> {
                    if (host.equals("unknown.example")) {
                        throw new UnknownHostException(host);
                    }
                    return InetAddress.getAllByName(host);
                },
                address -> false);
        try (TransferBench bench = new TransferBench(folder, local(), addresses)) {
            for (String scheme : List.of("http", "https", "ftp", "ftps", "sftp")) {
                bench.fail(bench.download(scheme + "://op:pw@localhost:" + closed + "/x", "x"), Cause.UNREACHABLE);
                String why = bench.fail(bench.download(scheme + "://op:pw@unknown.example/x", "x"), Cause.UNREACHABLE);
                assertThat(why).contains("unknown.example is unknown");
            }
        }
    }

    /** Also when a name leads there. */
    @ParameterizedTest
    @ValueSource(strings = {"http", "https", "ftp", "ftps", "sftp"})
    void refusesAnAddressOfThisMachine(String scheme) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                TransferBench bench = new TransferBench(
                        folder,
                        TransferSettings.DEFAULT,
                        new Addresses(
                                host -> new InetAddress[] {InetAddress.getLoopbackAddress()}, Addresses::isLocal))) {
            String url = scheme + "://op:pw@files.example:" + server.getLocalPort() + "/x";

            bench.fail(bench.download(url, "x"), Cause.FORBIDDEN_ADDRESS);
            bench.fail(bench.upload(url, bench.local("y", new byte[3])), Cause.FORBIDDEN_ADDRESS);
        }
    }

    @ParameterizedTest
    @CsvSource({"http,HTTP/1.1 200 ", "http,'HTTP/1.1 200 OK\r\nX-A: ", "ftp,220 ", "ftp,220-"})
    void takesNoAnswerWithoutAnEnd(String scheme, String begin) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                TransferBench bench = new TransferBench(folder, local())) {
            CompletableFuture<Void> talking = CompletableFuture.runAsync(() -> talk(server, begin));

            String url = scheme + "://op:pw@127.0.0.1:" + server.getLocalPort() + "/x";
            bench.fail(bench.download(url, "x"), Cause.SERVER_ERROR);

            assertThat(talking).failsWithin(Duration.ofSeconds(15)).withThrowableOfType(ExecutionException.class);
        }
    }

    /** Until nobody listens. */
    private static void talk(ServerSocket server, String begin) {
        try (Socket client = server.accept()) {
            client.getOutputStream().write(begin.getBytes(StandardCharsets.UTF_8));
            while (true) {
                client.getOutputStream().write(new byte[8192]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void refusesARedirectionToAForbiddenAddress() throws Exception {
        Addresses addresses = new Addresses(
                host -> new InetAddress[] {
                    InetAddress.getByAddress(
                            host, InetAddress.getLoopbackAddress().getAddress())
                },
                address -> address.getHostName().equals("inner.example"));
        try (HttpFileServer server = HttpFileServer.http(folder.resolve("served"));
                TransferBench bench = new TransferBench(folder, local(), addresses)) {
            server.fault(new Fault.Redirect(302, "http://inner.example:" + server.port() + "/x"));

            bench.fail(bench.download(server.url("x"), "x"), Cause.FORBIDDEN_ADDRESS);

            assertThat(server.transfers()).isEqualTo(1);
        }
    }

    @Test
    void followsRedirectionsUpToABound() throws Exception {
        try (HttpFileServer first = HttpFileServer.http(folder.resolve("first"));
                HttpFileServer second = HttpFileServer.http(folder.resolve("second"));
                TransferBench bench = new TransferBench(folder)) {
            byte[] content = TransferBench.content(1000);
            second.serve("there", content);
            first.fault(new Fault.Redirect(307, second.url("there")));

            assertThat(bench.run(bench.download(first.url("x"), "x"))).isEqualTo(new Moved(1000));
            assertThat(bench.run(bench.upload(first.url("x"), bench.local("x"))))
                    .isEqualTo(new Moved(1000));

            first.fault(new Fault.Redirect(302, "/loop"));
            second.fault(new Fault.Redirect(302, first.url("loop2")));
            bench.fail(bench.download(second.url("x"), "z"), Cause.SERVER_ERROR);
            first.fault(new Fault.Redirect(302, "file:///etc/passwd"));
            bench.fail(bench.download(first.url("x"), "z"), Cause.UNSUPPORTED_SCHEME);
        }
    }

    @Test
    void leavesTlsForNoRedirection() throws Exception {
        try (HttpFileServer safe = HttpFileServer.https(folder.resolve("first"), TransferBench.AUTHORITY);
                HttpFileServer open = HttpFileServer.http(folder.resolve("second"));
                TransferBench bench = new TransferBench(folder)) {
            safe.fault(new Fault.Redirect(302, open.url("x")));

            bench.fail(bench.download(safe.url("x"), "x"), Cause.FORBIDDEN_ADDRESS);

            assertThat(open.transfers()).isZero();
        }
    }

    @Test
    void trustsNoServerOfAnUnknownRoot() throws Exception {
        TestAuthority other = TestAuthority.root("Nobody's Root");
        try (HttpFileServer https = HttpFileServer.https(folder.resolve("h"), other);
                FtpFileServer ftps = FtpFileServer.ftps(folder.resolve("f"), other);
                FtpFileServer implicit = FtpFileServer.implicitFtps(folder.resolve("i"), other);
                TransferBench bench = new TransferBench(folder, local().withImplicitPorts(Set.of(implicit.port())))) {
            for (FileServer server : List.of(https, ftps, implicit)) {
                assertThat(bench.fail(bench.download(server.url("x"), "x"), Cause.UNTRUSTED_SERVER))
                        .contains("CSMSRootCertificate");
                assertThat(server.transfers()).isZero();
            }
            assertThat(ftps.commands()).noneMatch(command -> command.startsWith("USER"));
        }
    }

    @Test
    void trustsNoCertificateOfAnotherName() throws Exception {
        try (HttpFileServer https = HttpFileServer.https(folder.resolve("h"), TransferBench.AUTHORITY);
                FtpFileServer ftps = FtpFileServer.ftps(folder.resolve("f"), TransferBench.AUTHORITY);
                TransferBench bench = new TransferBench(
                        folder,
                        local(),
                        new Addresses(
                                host -> new InetAddress[] {InetAddress.getLoopbackAddress()}, address -> false))) {
            for (FileServer server : List.of(https, ftps)) {
                String url = server.url("x").replace("localhost", "other.example");
                assertThat(bench.fail(bench.download(url, "x"), Cause.UNTRUSTED_SERVER))
                        .contains("another name")
                        .contains("other.example");
            }
        }
    }

    /** A server that wants the TLS session of the control connection on the data connection gets it. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void usesTheTlsSessionOfTheControlConnectionAgain(String protocol) throws Exception {
        try (FtpFileServer server = FtpFileServer.implicitFtps(folder.resolve("f"), TransferBench.AUTHORITY, protocol);
                TransferBench bench = new TransferBench(folder, local().withImplicitPorts(Set.of(server.port())))) {
            server.fault(new Fault.RequireSessionReuse());

            assertThat(bench.run(bench.upload(server.url("x"), bench.local("x", new byte[1000]))))
                    .isEqualTo(new Moved(1000));
            assertThat(bench.run(bench.download(server.url("x"), "y"))).isEqualTo(new Moved(1000));
        }
    }

    @Test
    void namesTheTlsSessionWhereItCannotBeUsedAgain() throws Exception {
        try (FtpFileServer server = FtpFileServer.ftps(folder.resolve("f"), TransferBench.AUTHORITY);
                TransferBench bench = new TransferBench(folder)) {
            server.fault(new Fault.ForgetSessions());

            assertThat(bench.fail(bench.upload(server.url("x"), bench.local("x", new byte[1000])), Cause.SERVER_ERROR))
                    .contains("TLS session of the control connection");
        }
    }

    @Test
    void protectsTheDataConnectionOfFtps() throws Exception {
        try (FtpFileServer server = FtpFileServer.ftps(folder.resolve("f"), TransferBench.AUTHORITY);
                TransferBench bench = new TransferBench(folder)) {
            server.fault(new Fault.RequireProtection());

            assertThat(bench.run(bench.upload(server.url("x"), bench.local("x", new byte[1000]))))
                    .isEqualTo(new Moved(1000));
            assertThat(server.commands()).containsSubsequence("AUTH TLS", "USER op", "PBSZ 0", "PROT P", "STOR x");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {426, 450})
    void believesTheLastReplyOfFtp(int reply) throws Exception {
        try (FtpFileServer server = FtpFileServer.ftp(folder.resolve("f"));
                TransferBench bench = new TransferBench(folder)) {
            server.fault(new Fault.FailAfterLast(reply));

            String why = bench.fail(
                    bench.upload(server.url("x"), bench.local("x", new byte[1000])),
                    reply == 426 ? Cause.INTERRUPTED : Cause.SERVER_ERROR);

            assertThat(why).contains(Integer.toString(reply));
            assertThat(server.file("x").orElseThrow()).hasSize(1000);
        }
    }

    @Test
    void pinsTheHostKeyOfAnSftpServer() throws Exception {
        try (SftpFileServer server = SftpFileServer.sftp(folder.resolve("s"));
                TransferBench bench = new TransferBench(folder)) {
            TransferOrder order = bench.upload(server.url("x"), bench.local("x", new byte[10]));
            assertThat(bench.run(order)).isEqualTo(new Moved(10));
            Path hosts = folder.resolve("store/known_hosts");
            List<String> pinned = Files.readAllLines(hosts);
            assertThat(pinned).hasSize(1);
            assertThat(pinned.get(0)).startsWith("[localhost]:" + server.port() + " ecdsa-sha2-nistp256 ");
            assertThat(bench.run(order)).isEqualTo(new Moved(10));

            server.changeHostKey();

            assertThat(bench.fail(order, Cause.UNTRUSTED_SERVER)).contains("store/known_hosts");
            assertThat(hosts).hasContent(pinned.get(0));
            assertThat(server.transfers()).isEqualTo(2);

            Files.delete(hosts);
            assertThat(bench.run(order)).isEqualTo(new Moved(10));
        }
    }

    /** N01.FR.16. */
    @Test
    void trustsTheRootsOfTheJdk() throws Exception {
        TestAuthority usual = TestAuthority.root("A Usual Root");
        Path roots = folder.resolve("roots.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("usual", usual.certificate());
        try (OutputStream out = Files.newOutputStream(roots)) {
            store.store(out, "changeit".toCharArray());
        }
        System.setProperty("javax.net.ssl.trustStore", roots.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
        try (HttpFileServer server = HttpFileServer.https(folder.resolve("s"), usual);
                TransferBench bench = new TransferBench(folder)) {
            TransferOrder order = TransferOrder.put(server.url("x"), bench.local("x", new byte[10]), List.of());

            assertThat(bench.run(order)).isEqualTo(new Moved(10));
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }

    /** N01.FR.22. */
    @Test
    void asksTheServerBeforeItSendsMoreThanAMebibyte() throws Exception {
        List<String> expected = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            expected.add(String.valueOf(exchange.getRequestHeaders().getFirst("Expect")));
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        server.start();
        try (TransferBench bench = new TransferBench(folder)) {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/x";
            bench.run(bench.upload(url, bench.local("small", new byte[1 << 20])));
            bench.run(bench.upload(url, bench.local("large", new byte[(1 << 20) + 1])));
        } finally {
            server.stop(0);
        }
        assertThat(expected).containsExactly("null", "100-continue");
    }

    @Test
    void failsWhenTheDiskWouldBeTooFull() throws Exception {
        TransferSettings greedy = new TransferSettings(
                1, local().connectTimeout(), local().stallTimeout(), Long.MAX_VALUE >> 1, true, Set.of());
        try (HttpFileServer server = HttpFileServer.http(folder.resolve("s"));
                TransferBench bench = new TransferBench(folder, greedy)) {
            server.serve("x", new byte[1000]);

            assertThat(bench.fail(bench.download(server.url("x"), "x"), Cause.NO_SPACE))
                    .contains("make room");
        }
    }

    @Test
    void failsWhenTheFileHereCannotBeUsed() throws Exception {
        try (HttpFileServer server = HttpFileServer.http(folder.resolve("s"));
                TransferBench bench = new TransferBench(folder)) {
            server.serve("x", new byte[1000]);
            Files.createDirectories(bench.local("folder"));

            bench.fail(bench.download(server.url("x"), "folder"), Cause.LOCAL_ERROR);
            bench.fail(bench.upload(server.url("y"), bench.local("none")), Cause.LOCAL_ERROR);
        }
    }

    @Test
    void runsSomeAtOnceAndEachStationInItsTurn() throws Exception {
        try (HttpFileServer server = HttpFileServer.http(folder.resolve("s"));
                TransferBench bench = new TransferBench(folder, local().withParallel(2))) {
            server.serve("x", new byte[500_000]);
            server.fault(new Fault.StallAfter(1));
            List<Begun> begun = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                begun.add(bench.begin("S" + i, bench.download(server.url("x"), "x" + i)));
            }
            Awaitility.await().until(() -> server.transfers() == 2);

            begun.get(49).cancel();
            assertThat(begun.get(49).outcome().toString()).contains("CANCELLED");
            server.fault(new Fault.None());
            begun.get(0).cancel();
            begun.get(1).cancel();
            for (Begun each : begun.subList(2, 49)) {
                assertThat(each.outcome()).isEqualTo(new Moved(500_000));
            }

            assertThat(server.mostAtOnce()).isLessThanOrEqualTo(4); // two that are cancelled end late on the server
            assertThat(server.transfers()).isEqualTo(49);
        }
    }

    @Test
    void callsAllOffWhenItCloses() throws Exception {
        try (HttpFileServer server = HttpFileServer.http(folder.resolve("s"));
                TransferBench bench = new TransferBench(folder, local().withParallel(1))) {
            server.serve("x", new byte[500_000]);
            server.fault(new Fault.StallAfter(1));
            Begun runs = bench.begin(bench.download(server.url("x"), "x"));
            Begun waits = bench.begin(bench.download(server.url("x"), "y"));
            Awaitility.await().until(() -> server.transfers() == 1);

            bench.transfers.close();

            assertThat(runs.outcome().toString()).contains("CANCELLED");
            assertThat(waits.outcome().toString()).contains("CANCELLED");
            assertThat(bench.begin(bench.download(server.url("x"), "z"))
                            .outcome()
                            .toString())
                    .contains("CANCELLED");
            assertThat(bench.context.getRoutes()).isEmpty();
        }
    }

    /** Nothing of a login is in what Camel lists, nor in what is said of a failure. */
    @Test
    void showsNoCredentials() throws Exception {
        try (FtpFileServer server = FtpFileServer.ftp(folder.resolve("f"));
                TransferBench bench = new TransferBench(folder)) {
            server.fault(new Fault.ErrorReply(451));
            String why = bench.fail(bench.upload(server.url("x"), bench.local("x", new byte[10])), Cause.SERVER_ERROR);

            assertThat(why).doesNotContain("p$a(ss@").doesNotContain("p%24a");
            assertThat(bench.context.getEndpoints().stream().map(Endpoint::getEndpointUri))
                    .noneMatch(uri -> uri.contains("localhost") || uri.contains("ss@"));
            assertThat(server.commands()).contains("USER op", "PASS");
        }
    }
}
