package io.karge.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.TestAuthority;
import io.karge.transport.TlsSettings;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure;
import io.karge.transport.WebSocketFailure.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.websocket.api.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** wss against a real Jetty server with a certificate of its own for 127.0.0.1. */
class JettyTlsTest {
    private static final String HOST = "127.0.0.1";

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

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void connectsToACertificateThatItTrusts(String version) throws Exception {
        SslContextFactory.Server tls = TestKeys.serverTls(TestKeys.ROOT.server(HOST));
        tls.setIncludeProtocols(version);
        try (TestServer server = new TestServer(tls)) {
            connect(server.url(), TestKeys.station("TLSv1.3", "TLSv1.2"));
            listener.opened();
            server.sockets.poll(15, TimeUnit.SECONDS).session.sendText("hello", Callback.NOOP);
            assertThat(listener.next()).isEqualTo("text hello");
        }
    }

    @Test
    void refusesACertificateThatItDoesNotTrust() throws Exception {
        // A00.FR.311, A00.FR.414
        try (TestServer server =
                new TestServer(TestKeys.serverTls(TestAuthority.root("Another").server(HOST)))) {
            assertRefused(server, Kind.CERTIFICATE, "no installed root");
        }
    }

    /** A00.FR.309: the alternative name does not make up for the common name, as JSSE alone would have it. */
    @Test
    void refusesACertificateOfAnotherName() throws Exception {
        // A00.FR.412
        CertificateOrder order = CertificateOrder.server("other.example");
        try (TestServer server = new TestServer(TestKeys.serverTls(TestKeys.ROOT.issue(order.withAddresses(HOST))))) {
            assertRefused(server, Kind.CERTIFICATE, "common name 'other.example'");
        }
    }

    /** FIELD-REPORTS A7: nor does it matter that no alternative name is the right one. */
    @Test
    void takesTheCommonNameWhateverTheAlternativesAre() throws Exception {
        CertificateOrder order = CertificateOrder.server(HOST).withNames("other.example");
        try (TestServer server = new TestServer(TestKeys.serverTls(TestKeys.ROOT.issue(order)))) {
            connect(server.url(), TestKeys.station("TLSv1.3"));
            listener.opened();
        }
    }

    /** A00.FR.316. The second is the record of a server that chooses version 1.1. */
    @ParameterizedTest
    @CsvSource({
        "alert protocol_version, 15030100020246",
        "ServerHello of TLS 1.1, 160302002a020000260302" + RANDOM + "00c02b00"
    })
    void refusesAnOldVersionOfTls(String what, String records) throws Exception {
        try (OldServer old = new OldServer(HexFormat.of().parseHex(records))) {
            connect(old.url(), TestKeys.station("TLSv1.3", "TLSv1.2"));
            WebSocketFailure failure = listener.failure();
            assertThat(failure.kind()).as(failure.text()).isEqualTo(Kind.TLS_VERSION);
            assertThat(failure.text()).contains("(TLSv1.3, TLSv1.2)");
        }
    }

    private static final String RANDOM = "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20";

    /** A00.FR.323: with a key for RSA the server has none of the suites of C-41. */
    @Test
    void refusesOtherCipherSuites() throws Exception {
        SslContextFactory.Server tls = TestKeys.serverTls(
                TestKeys.ROOT.issue(CertificateOrder.server(HOST).withKey("RSA 2048")));
        tls.setIncludeProtocols("TLSv1.2");
        try (TestServer server = new TestServer(tls)) {
            assertRefused(server, Kind.CIPHER_SUITE, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
        }
    }

    @Test
    void theJvmDoesNotTrustItByDefault() throws Exception {
        SSLContext.getDefault(); // made in the attempt it may take longer than a connection is kept idle
        try (TestServer server = new TestServer(TestKeys.serverTls(TestKeys.ROOT.server(HOST)))) {
            connect(server.url(), null);
            WebSocketFailure failure = listener.failure();
            assertThat(failure.kind()).as(failure.text()).isEqualTo(Kind.CERTIFICATE);
        }
    }

    private void assertRefused(TestServer server, Kind kind, String why) throws Exception {
        connect(server.url(), TestKeys.station("TLSv1.3", "TLSv1.2"));
        WebSocketFailure failure = listener.failure();
        assertThat(failure.kind()).as(failure.text()).isEqualTo(kind);
        assertThat(failure.text()).contains(why);
        assertThat(server.requests).isEmpty();
    }

    private void connect(String url, TlsSettings tls) {
        connector.connect(WebSocketEndpoint.of(url, "CS1", new byte[] {'x'}, tls), listener);
    }

    /** A server that says one thing, whatever it hears; no JDK of today speaks so old a TLS. */
    private static final class OldServer implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final CompletableFuture<Void> served;

        OldServer(byte[] records) throws Exception {
            served = CompletableFuture.runAsync(() -> {
                try (Socket client = server.accept()) {
                    assertThat(client.getInputStream().read()).isEqualTo(0x16);
                    client.getOutputStream().write(records);
                    client.getOutputStream().flush();
                    client.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    // the client has gone
                }
            });
        }

        String url() {
            return "wss://127.0.0.1:" + server.getLocalPort() + "/ocpp";
        }

        @Override
        public void close() throws Exception {
            server.close();
            served.get(15, TimeUnit.SECONDS);
        }
    }
}
