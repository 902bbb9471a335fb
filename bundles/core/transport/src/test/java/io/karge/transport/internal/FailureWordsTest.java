package io.karge.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.Credentials;
import io.karge.transport.TlsSettings;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure;
import io.karge.transport.WebSocketFailure.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why an attempt failed, in words that fit the security profile: over real sockets. */
class FailureWordsTest {
    private static final String HOST = "127.0.0.1";
    private static final byte[] PASSWORD = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final Credentials OWN =
            TestKeys.ROOT.issue(CertificateOrder.server("SN-1").forClients());

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

    private WebSocketFailure attempt(String url, byte[] password, TlsSettings tls) throws Exception {
        connector.connect(WebSocketEndpoint.of(url, "CS1", password, tls), listener);
        return listener.failure();
    }

    /** How each profile is refused with a status: 1, 2, 3. */
    private String[] refused(int status) throws Exception {
        String[] texts = new String[3];
        try (TestServer plain = new TestServer();
                TestServer secure = new TestServer(TestKeys.mutualTls(TestKeys.ROOT.server(HOST)))) {
            plain.status = status;
            secure.status = status;
            texts[0] = attempt(plain.url(), PASSWORD, null).text();
            texts[2] = attempt(secure.url(), null, TestKeys.station(OWN)).text();
        }
        try (TestServer secure = new TestServer(TestKeys.serverTls(TestKeys.ROOT.server(HOST)))) {
            secure.status = status;
            texts[1] =
                    attempt(secure.url(), PASSWORD, TestKeys.station("TLSv1.3")).text();
        }
        return texts;
    }

    @Test
    void unauthorizedSpeaksOfWhatTheStationHasShown() throws Exception {
        String[] texts = refused(401);
        assertThat(texts[0]).endsWith("status 401; it does not accept the password of CS1");
        assertThat(texts[1]).endsWith("status 401; it does not accept the password of CS1");
        assertThat(texts[2])
                .contains("status 401; it was shown no password", "security profile 3", "CS1", "the serial number")
                .doesNotContain("does not accept the password");
    }

    @Test
    void aStationWithoutAPasswordIsToldSo() throws Exception {
        try (TestServer plain = new TestServer()) {
            plain.status = 401;
            assertThat(attempt(plain.url(), null, null).text()).endsWith("no password, since the station has none");
        }
    }

    /** None of these says anything of a password or a certificate. */
    @Test
    void otherRefusalsAreTheSameForEachProfile() throws Exception {
        String[] hints = {"it does not let CS1 in", "check csmsUrl", "a redirect", "trouble of its own"};
        int[] statuses = {403, 404, 302, 503};
        for (int i = 0; i < statuses.length; i++) {
            for (String text : refused(statuses[i])) {
                assertThat(text)
                        .contains("status " + statuses[i], hints[i])
                        .doesNotContain("password")
                        .doesNotContain("certificate");
            }
        }
    }

    @Test
    void aCsmsThatWantsACertificateSaysSoToAPassword() throws Exception {
        try (TestServer secure = new TestServer(TestKeys.mutualTls(TestKeys.ROOT.server(HOST)))) {
            WebSocketFailure failure = attempt(secure.url(), PASSWORD, TestKeys.station("TLSv1.3"));
            if (failure.kind()
                    == Kind.STATION_CERTIFICATE) { // the alert may be lost when the server has closed at once
                assertThat(failure.text()).contains("wants a certificate of the station", "security profile 3 only");
            }
            assertThat(failure.text()).doesNotContain("password");
        }
    }

    @Test
    void aCsmsWithoutTlsIsToldFromOneThatSpeaksAnother() throws Exception {
        try (TestServer plain = new TestServer()) {
            String url = plain.url().replace("ws:", "wss:");
            for (WebSocketFailure failure : new WebSocketFailure[] {
                attempt(url, PASSWORD, TestKeys.station("TLSv1.3")), attempt(url, null, TestKeys.station(OWN))
            }) {
                assertThat(failure.kind()).isEqualTo(Kind.TLS);
                assertThat(failure.text()).contains("does not speak TLS there", "the port of csmsUrl");
            }
        }
    }

    @Test
    void aCsmsWithTlsSaysSoToProfileOne() throws Exception {
        try (TestServer secure = new TestServer(TestKeys.serverTls(TestKeys.ROOT.server(HOST)))) {
            WebSocketFailure failure = attempt(secure.url().replace("wss:", "ws:"), PASSWORD, null);
            assertThat(failure.text()).contains("TLS");
        }
    }

    /** As of a server that refuses the station's certificate and has closed before the station has sent everything. */
    @Test
    void aConnectionThatBreaksUnderTlsIsBrokenOff() throws Exception {
        WebSocketEndpoint endpoint = WebSocketEndpoint.of("wss://" + HOST, "CS1", null, TestKeys.station("TLSv1.2"));
        SSLException broken = new SSLException("Broken pipe", new IOException("Broken pipe"));

        assertThat(Failures.of(endpoint, 0, null, true, broken).kind()).isEqualTo(Kind.BROKEN_OFF);
        assertThat(Failures.of(endpoint, 0, null, false, broken).kind())
                .as("before version and cipher suite are agreed on it may be about these")
                .isEqualTo(Kind.TLS);
    }

    /** As one does that has a certificate of the wrong kind and sends no alert. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aServerThatClosesInTheHandshakeMayKnowNoneOfTheSuites(String version) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> closeAfterTheHello(server));

            WebSocketFailure failure =
                    attempt("wss://" + HOST + ":" + server.getLocalPort(), PASSWORD, TestKeys.station(version));

            served.get(15, TimeUnit.SECONDS);
            assertThat(failure.kind()).as(failure.text()).isEqualTo(Kind.TLS);
            assertThat(failure.text()).contains("often it knows none", version).doesNotContain("@");
        }
    }

    private static void closeAfterTheHello(ServerSocket server) {
        try (Socket client = server.accept()) {
            byte[] head = client.getInputStream().readNBytes(5);
            client.getInputStream().skipNBytes(((head[3] & 0xFF) << 8) | (head[4] & 0xFF));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
