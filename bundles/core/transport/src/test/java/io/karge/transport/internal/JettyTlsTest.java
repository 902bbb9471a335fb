package io.karge.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.transport.TlsSettings;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure.Kind;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.websocket.api.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** wss against a real Jetty server with a certificate of its own for 127.0.0.1. */
class JettyTlsTest {

    @TempDir
    private static Path folder;

    private static KeyStore keys;

    private final RecordingListener listener = new RecordingListener();
    private TestServer server;
    private JettyWebSocketConnector connector;

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = TestKeys.selfSigned(folder, "ip:127.0.0.1");
    }

    @BeforeEach
    void start() throws Exception {
        server = server(keys);
        connector = new JettyWebSocketConnector();
    }

    @AfterEach
    void stop() throws Exception {
        connector.close();
        server.close();
    }

    @Test
    void connectsToACertificateThatItTrusts() throws Exception {
        connect(server.url(), TestKeys.trusting(keys, "TLSv1.3"));
        listener.opened();
        server.sockets.poll(15, TimeUnit.SECONDS).session.sendText("hello", Callback.NOOP);
        assertThat(listener.next()).isEqualTo("text hello");
    }

    @Test
    void refusesACertificateThatItDoesNotTrust() throws Exception {
        connect(server.url(), TestKeys.trusting(TestKeys.selfSigned(folder, "ip:127.0.0.1"), "TLSv1.3"));
        assertThat(listener.failure().kind()).isEqualTo(Kind.TLS);
    }

    @Test
    void refusesACertificateOfAnotherName() throws Exception {
        KeyStore other = TestKeys.selfSigned(folder, "dns:other.example");
        try (TestServer stranger = server(other)) {
            connect(stranger.url(), TestKeys.trusting(other, "TLSv1.3"));
            assertThat(listener.failure().kind()).isEqualTo(Kind.TLS);
            assertThat(stranger.requests).isEmpty();
        }
    }

    @Test
    void refusesAnOldVersionOfTls() throws Exception {
        SslContextFactory.Server old = TestKeys.serverTls(keys);
        old.setIncludeProtocols("TLSv1.2");
        try (TestServer outdated = new TestServer(old)) {
            connect(outdated.url(), TestKeys.trusting(keys, "TLSv1.3"));
            assertThat(listener.failure().kind()).isEqualTo(Kind.TLS);
        }
    }

    @Test
    void theJvmDoesNotTrustItByDefault() throws Exception {
        connect(server.url(), null);
        assertThat(listener.failure().kind()).isEqualTo(Kind.TLS);
    }

    private void connect(String url, TlsSettings tls) {
        connector.connect(WebSocketEndpoint.of(url, "CS1", new byte[] {'x'}, tls), listener);
    }

    private static TestServer server(KeyStore keys) throws Exception {
        return new TestServer(TestKeys.serverTls(keys));
    }
}
