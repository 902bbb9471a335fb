package io.karge.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.Credentials;
import io.karge.security.testkit.TestAuthority;
import io.karge.transport.TlsSettings;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure;
import io.karge.transport.WebSocketFailure.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that want a certificate of the station: their refusals are told from all others. */
class StationCertificateTest {
    private static final String HOST = "127.0.0.1";
    private static final Credentials STRANGER =
            TestAuthority.root("Another").issue(CertificateOrder.server("CS1").forClients());

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

    /** In TLS 1.2 a server says handshake_failure, as it does when there is no cipher suite. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aServerThatWantsACertificateIsNotOneWithoutCipherSuites(String version) throws Exception {
        assertRefused(version, TestKeys.station("TLSv1.3", "TLSv1.2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aCertificateThatTheServerDoesNotTrustIsRefused(String version) throws Exception {
        assertRefused(version, TestKeys.station(STRANGER, "TLSv1.3", "TLSv1.2"));
    }

    /** The alert may be lost when the server has closed at once (a reset overtakes it). */
    private void assertRefused(String version, TlsSettings station) throws Exception {
        SslContextFactory.Server tls = TestKeys.mutualTls(TestKeys.ROOT.server(HOST));
        tls.setIncludeProtocols(version);
        try (TestServer server = new TestServer(tls)) {
            WebSocketFailure failure = attempt(server.url(), station);
            assertThat(failure.kind()).as(failure.text()).isIn(Kind.STATION_CERTIFICATE, Kind.BROKEN_OFF);
            assertThat(failure.isRefusal()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aServerThatClosesAfterTheHandshakeHasRefused(String version) throws Exception {
        try (SSLServerSocket server = serverSocket(version)) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> closeAfterTheFirstByte(server));
            WebSocketFailure failure = attempt(
                    "wss://" + HOST + ":" + server.getLocalPort() + "/ocpp", TestKeys.station("TLSv1.3", "TLSv1.2"));
            served.get(15, TimeUnit.SECONDS);
            assertThat(failure.kind()).as(failure.text()).isEqualTo(Kind.BROKEN_OFF);
            assertThat(failure.text()).doesNotContain("@");
            assertThat(failure.isRefusal()).isTrue();
        }
    }

    @Test
    void aServerThatClosesBeforeItAnswersHasRefusedNobody() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> closeAfterTheFirstByte(server));
            WebSocketFailure failure =
                    attempt("wss://" + HOST + ":" + server.getLocalPort() + "/ocpp", TestKeys.station("TLSv1.3"));
            served.get(15, TimeUnit.SECONDS);
            assertThat(failure.isRefusal()).as(failure.text()).isFalse();
        }
    }

    private static SSLServerSocket serverSocket(String version) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(TestKeys.ROOT.server(HOST).keyStore(), Credentials.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        SSLServerSocket server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setEnabledProtocols(new String[] {version});
        return server;
    }

    private static void closeAfterTheFirstByte(ServerSocket server) {
        try (Socket client = server.accept()) {
            if (client instanceof SSLSocket tls) {
                tls.startHandshake();
            }
            assertThat(client.getInputStream().read()).isNotNegative();
            client.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private WebSocketFailure attempt(String url, TlsSettings station) throws Exception {
        connector.connect(WebSocketEndpoint.of(url, "CS1", null, station), listener);
        return listener.failure();
    }
}
