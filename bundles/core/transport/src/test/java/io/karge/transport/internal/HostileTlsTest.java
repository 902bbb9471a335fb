package io.karge.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.Credentials;
import io.karge.security.testkit.TestAuthority;
import io.karge.transport.TlsSettings;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure.Kind;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers whose TLS begins well. */
class HostileTlsTest {
    private static final String HOST = "127.0.0.1";
    private static final Duration SHORT = Duration.ofMillis(300);

    private final RecordingListener listener = new RecordingListener();
    private JettyWebSocketConnector connector;

    @BeforeEach
    void start() throws Exception {
        connector = new JettyWebSocketConnector();
    }

    @AfterEach
    void stop() throws Exception {
        connector.close();
    }

    private void connect(int port, TlsSettings tls, Duration timeout) {
        URI uri = URI.create("wss://" + HOST + ":" + port + "/ocpp/CS1");
        connector.connect(new WebSocketEndpoint(uri, "CS1", new byte[] {'x'}, tls, timeout, 1_000_000), listener);
    }

    /** Stalls after each record in turn; TLS 1.3 has four to six until the handshake is done, TLS 1.2 three to six. */
    @ParameterizedTest
    @CsvSource({"TLSv1.3, 0", "TLSv1.3, 1", "TLSv1.3, 2", "TLSv1.3, 3", "TLSv1.2, 0", "TLSv1.2, 1", "TLSv1.2, 2"})
    void aHandshakeThatStallsAfterAnyRecordTimesOut(String version, int records) throws Exception {
        SslContextFactory.Server tls = TestKeys.serverTls(TestKeys.ROOT.server(HOST));
        tls.setIncludeProtocols(version);
        try (TestServer server = new TestServer(tls);
                Stalling relay = new Stalling(server.port(), records)) {
            connect(relay.port(), TestKeys.station(version), SHORT);
            assertThat(listener.failure().kind()).isEqualTo(Kind.TIMEOUT);
        }
        assertThat(listener.toldNothingMore()).isTrue();
    }

    /** Gives the client so many records of the server and then keeps the connection open. */
    private static final class Stalling implements AutoCloseable {
        private final ServerSocket own = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final CompletableFuture<Void> served;

        Stalling(int server, int records) throws IOException {
            served = CompletableFuture.runAsync(() -> {
                try (Socket client = own.accept();
                        Socket there = new Socket(InetAddress.getLoopbackAddress(), server)) {
                    CompletableFuture<Void> up = CompletableFuture.runAsync(() -> copy(client, there));
                    DataInputStream in = new DataInputStream(there.getInputStream());
                    for (int record = 0; record < records; record++) {
                        byte[] head = in.readNBytes(5);
                        byte[] body = in.readNBytes(((head[3] & 0xff) << 8) | (head[4] & 0xff));
                        client.getOutputStream().write(head);
                        client.getOutputStream().write(body);
                        client.getOutputStream().flush();
                    }
                    up.get(15, TimeUnit.SECONDS); // until the client has gone
                } catch (Exception e) {
                    // the client has gone
                }
            });
        }

        private static void copy(Socket from, Socket to) {
            try {
                InputStream in = from.getInputStream();
                in.transferTo(to.getOutputStream());
            } catch (IOException e) {
                // either has gone
            }
        }

        int port() {
            return own.getLocalPort();
        }

        @Override
        public void close() throws Exception {
            own.close();
            served.get(15, TimeUnit.SECONDS);
        }
    }

    /** A00: the first handshake decides with whom and how; in TLS 1.3 there is no second. */
    @Test
    void aSecondHandshakeEndsTheConnection() throws Exception {
        try (ServerSocket server = context(TestKeys.ROOT.server(HOST))
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> renegotiate(server));
            connect(server.getLocalPort(), TestKeys.station("TLSv1.2"), Duration.ofSeconds(15));
            listener.opened();
            assertThat(listener.next()).asString().startsWith("closed 1006");
            served.get(15, TimeUnit.SECONDS);
        }
    }

    private static SSLContext context(Credentials credentials) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(credentials.keyStore(), Credentials.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLSv1.2");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static void renegotiate(ServerSocket server) {
        try (SSLSocket client = (SSLSocket) server.accept()) {
            client.setSoTimeout(15_000);
            String head = RawServer.readHead(client.getInputStream());
            OutputStream out = client.getOutputStream();
            out.write(RawServer.switching(RawServer.acceptOf(head), "ocpp2.0.1").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            client.startHandshake();
            client.getInputStream().readAllBytes();
        } catch (IOException e) {
            // the client has gone
        }
    }

    /** A00.FR.310: neither is read, and both are a certificate that is not valid. */
    @Test
    void aChainThatIsTooLongIsRefused() throws Exception {
        TestAuthority authority = TestKeys.ROOT;
        for (int below = 1; below <= 10; below++) {
            authority = authority.subordinate("Subordinate " + below);
        }
        assertRefused(authority.server(HOST), "exceeds the maximum allowed length (10)");
    }

    @Test
    void aCertificateWithThousandsOfNamesIsNotRead() throws Exception {
        String[] names = IntStream.range(0, 3_000)
                .mapToObj(i -> "host" + i + ".example.com")
                .toArray(String[]::new);
        assertRefused(
                TestKeys.ROOT.issue(CertificateOrder.server("other.example").withNames(names)),
                "exceeds the maximum allowed size");
    }

    private void assertRefused(Credentials credentials, String why) throws Exception {
        try (TestServer server = new TestServer(TestKeys.serverTls(credentials))) {
            connect(server.port(), TestKeys.station("TLSv1.3", "TLSv1.2"), Duration.ofSeconds(15));
            var failure = listener.failure();
            assertThat(failure.kind()).as(failure.text()).isEqualTo(Kind.CERTIFICATE);
            assertThat(failure.text()).contains(why);
        }
    }
}
