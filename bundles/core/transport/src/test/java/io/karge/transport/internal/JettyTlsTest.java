package io.karge.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.transport.TlsSettings;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure.Kind;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.websocket.api.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** wss against a real Jetty server with a certificate of its own for 127.0.0.1. */
class JettyTlsTest {

    private static final String PASSWORD = "not-a-secret";

    @TempDir
    private static Path folder;

    private static KeyStore keys;

    private final RecordingListener listener = new RecordingListener();
    private TestServer server;
    private JettyWebSocketConnector connector;

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = selfSigned("ip:127.0.0.1");
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
        connect(server.url(), trusting(keys, "TLSv1.3"));
        listener.opened();
        server.sockets.poll(15, TimeUnit.SECONDS).session.sendText("hello", Callback.NOOP);
        assertThat(listener.next()).isEqualTo("text hello");
    }

    @Test
    void refusesACertificateThatItDoesNotTrust() throws Exception {
        connect(server.url(), trusting(selfSigned("ip:127.0.0.1"), "TLSv1.3"));
        assertThat(listener.failure().kind()).isEqualTo(Kind.TLS);
    }

    @Test
    void refusesACertificateOfAnotherName() throws Exception {
        KeyStore other = selfSigned("dns:other.example");
        try (TestServer stranger = server(other)) {
            connect(stranger.url(), trusting(other, "TLSv1.3"));
            assertThat(listener.failure().kind()).isEqualTo(Kind.TLS);
            assertThat(stranger.requests).isEmpty();
        }
    }

    @Test
    void refusesAnOldVersionOfTls() throws Exception {
        SslContextFactory.Server old = serverTls(keys);
        old.setIncludeProtocols("TLSv1.2");
        try (TestServer outdated = new TestServer(old)) {
            connect(outdated.url(), trusting(keys, "TLSv1.3"));
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
        return new TestServer(serverTls(keys));
    }

    private static SslContextFactory.Server serverTls(KeyStore keys) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(keys);
        tls.setKeyStorePassword(PASSWORD);
        tls.setSniRequired(false);
        return tls;
    }

    private static TlsSettings trusting(KeyStore server, String protocol) throws Exception {
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        roots.setCertificateEntry("csms", server.getCertificate("csms"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return new TlsSettings(context, List.of(protocol), List.of("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"));
    }

    private static KeyStore selfSigned(String subjectAlternativeName) throws Exception {
        Path store = Files.createTempFile(folder, "keys", ".p12");
        Files.delete(store);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "csms",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=csms.example",
                        "-ext",
                        "san=" + subjectAlternativeName,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }
}
