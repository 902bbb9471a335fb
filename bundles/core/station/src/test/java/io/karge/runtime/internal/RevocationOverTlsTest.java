package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.karge.driver.testkit.VirtualTime;
import io.karge.security.CsmsTrustManager;
import io.karge.security.Revocation;
import io.karge.security.RevocationLists;
import io.karge.security.RevocationPolicy;
import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.Credentials;
import io.karge.security.testkit.Revocations;
import io.karge.security.testkit.TestAuthority;
import io.karge.transport.JettyWebSockets;
import io.karge.transport.TlsSettings;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure;
import io.karge.transport.WebSocketFailure.Kind;
import io.karge.transport.WebSocketListener;
import io.karge.transport.WebSocketSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Revocation lists over real sockets: the certificate that a CSMS shows in a handshake of TLS says where the list is, and that is
 * fetched over HTTP meanwhile. The CSMS knows no station, so an attempt whose TLS is good ends with HTTP status 404.
 */
class RevocationOverTlsTest {
    private static final String HOST = "127.0.0.1";
    private static final TestAuthority ROOT = TestAuthority.root("Operator Root");

    private final Instant now = Instant.now();
    private final Instant from = now.minus(Duration.ofHours(1));
    private final Instant until = now.plus(Duration.ofDays(1));
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private byte[] published = new byte[0];
    private HttpServer lists;
    private JettyWebSockets sockets;

    @BeforeEach
    void start() throws Exception {
        sockets = new JettyWebSockets();
        lists = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        lists.createContext("/list", exchange -> answer(exchange, 200, published));
        lists.createContext("/garbage", exchange -> answer(exchange, 200, new byte[] {0x30, 0x03, 1}));
        lists.createContext("/empty", exchange -> answer(exchange, 200, new byte[0]));
        lists.createContext("/large", exchange -> answer(exchange, 200, padded()));
        lists.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", list());
            answer(exchange, 302, new byte[0]);
        });
        lists.createContext("/moved-far", exchange -> {
            exchange.getResponseHeaders().add("Location", list() + "?" + "x".repeat(200_000));
            answer(exchange, 302, new byte[RevocationLists.MOST_OCTETS * 2]);
        });
        lists.setExecutor(threads);
        lists.start();
    }

    @AfterEach
    void stop() throws Exception {
        lists.stop(0);
        sockets.close();
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        asked.add(exchange.getRequestURI().getPath());
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** The list, and so much behind it that it is too large. */
    private byte[] padded() {
        return Arrays.copyOf(published, RevocationLists.MOST_OCTETS + 1);
    }

    private String at(String path) {
        return "http://" + HOST + ":" + lists.getAddress().getPort() + path;
    }

    private String list() {
        return at("/list");
    }

    private void publish(X509CRL list) throws CRLException {
        published = list.getEncoded();
    }

    private static Credentials server(TestAuthority authority, String list) {
        return authority.issue(CertificateOrder.server(HOST).withList(list));
    }

    /** How an attempt ends at a CSMS with this certificate, of a station that has fetched no list yet. */
    private WebSocketFailure attempt(Credentials csms, RevocationPolicy policy) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(csms)));
        server.start();
        try {
            RevocationLists fresh = new RevocationLists(
                    new ListDownload(new VirtualTime(), Duration.ofSeconds(10)),
                    () -> threads,
                    Instant::now,
                    Duration.ofSeconds(15));
            CsmsTrustManager trust = new CsmsTrustManager(
                    List.of(ROOT.certificate()), HOST, false, () -> now, new Revocation(() -> policy, fresh));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            TlsSettings settings = new TlsSettings(context, CsmsTls.PROTOCOLS, CsmsTls.CIPHER_SUITES);
            String url = "wss://" + HOST + ":" + server.getAddress().getPort() + "/ocpp";
            Outcome outcome = new Outcome();
            sockets.connect(WebSocketEndpoint.of(url, "CS1", null, settings), outcome);
            return outcome.failure.get(20, TimeUnit.SECONDS);
        } finally {
            server.stop(0);
        }
    }

    private static SSLContext tls(Credentials csms) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(csms.keyStore(), Credentials.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    @ParameterizedTest
    @ValueSource(strings = {"LISTS", "REQUIRED"})
    void refusesACsmsThatIsOnTheListAndTakesOneThatIsNot(RevocationPolicy policy) throws Exception {
        Credentials good = server(ROOT, list());
        Credentials bad = server(ROOT, list());
        publish(Revocations.of(ROOT).list(from, until, bad.certificate()));

        WebSocketFailure refused = attempt(bad, policy);
        assertThat(refused.kind()).as(refused.text()).isEqualTo(Kind.CERTIFICATE);
        assertThat(refused.text())
                .contains("was revoked at " + Revocations.REVOKED, "the revocation list of its authority")
                .contains("have the CSMS use another certificate");
        assertAccepted(attempt(good, policy));
        assertThat(asked).containsExactly("/list", "/list");
    }

    /** Of all that stand between the CSMS and the root. */
    @Test
    void refusesACsmsWhoseAuthorityIsOnTheListOfItsOwn() throws Exception {
        TestAuthority below = ROOT.subordinate("Issuing CA", list());
        X509Certificate authority = below.certificate();
        publish(Revocations.of(ROOT).list(from, until, authority));
        WebSocketFailure refused = attempt(below.server(HOST), RevocationPolicy.LISTS);
        assertThat(refused.kind()).as(refused.text()).isEqualTo(Kind.CERTIFICATE);
        assertThat(refused.text()).contains("Issuing CA", "was revoked");

        publish(Revocations.of(ROOT).list(from, until));
        assertAccepted(attempt(below.server(HOST), RevocationPolicy.LISTS));
    }

    @Test
    void fetchesNothingUnlessItIsConfigured() throws Exception {
        Credentials bad = server(ROOT, list());
        publish(Revocations.of(ROOT).list(from, until, bad.certificate()));
        assertAccepted(attempt(bad, RevocationPolicy.STAPLED));
        assertThat(asked).isEmpty();
    }

    /** Each would name the certificate if it were believed, or reached; a redirect is not followed. */
    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/garbage", "/empty", "/large", "/moved", "/moved-far"})
    void aListThatCannotBeHadSaysNothing(String path) throws Exception {
        Credentials bad = server(ROOT, at(path));
        publish(Revocations.of(ROOT).list(from, until, bad.certificate()));
        assertSaysNothing(bad);
        assertThat(asked).doesNotContain("/list");
    }

    @Test
    void aServerOfListsThatIsNotThereSaysNothing() throws Exception {
        assertSaysNothing(server(ROOT, "http://" + HOST + ":" + closedPort() + "/list"));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @Test
    void aListThatIsStaleSaysNothing() throws Exception {
        Credentials bad = server(ROOT, list());
        publish(Revocations.of(ROOT).list(from.minus(Duration.ofDays(2)), from, bad.certificate()));
        assertSaysNothing(bad);
        publish(Revocations.of(ROOT).list(now.plus(Duration.ofHours(1)), until, bad.certificate()));
        assertSaysNothing(bad);
    }

    @Test
    void aListThatAnotherHasSignedSaysNothing() throws Exception {
        Credentials bad = server(ROOT, list());
        TestAuthority sameName = TestAuthority.root("Operator Root");
        publish(new Revocations(ROOT, sameName).list(from, until, bad.certificate()));
        assertSaysNothing(bad);
        publish(Revocations.of(TestAuthority.root("Another")).list(from, until, bad.certificate()));
        assertSaysNothing(bad);
    }

    private void assertSaysNothing(Credentials csms) throws Exception {
        assertAccepted(attempt(csms, RevocationPolicy.LISTS));
        WebSocketFailure refused = attempt(csms, RevocationPolicy.REQUIRED);
        assertThat(refused.kind()).as(refused.text()).isEqualTo(Kind.CERTIFICATE);
        assertThat(refused.text()).contains("cannot be told", "csmsRevocation", "no valid revocation list");
    }

    private static void assertAccepted(WebSocketFailure failure) {
        assertThat(failure.httpStatus()).as(failure.text()).isEqualTo(404);
    }

    private static final class Outcome implements WebSocketListener {
        private final CompletableFuture<WebSocketFailure> failure = new CompletableFuture<>();

        @Override
        public void onFailed(WebSocketFailure why) {
            failure.complete(why);
        }

        @Override
        public void onOpen(WebSocketSession session) {
            failure.completeExceptionally(new AssertionError("a WebSocket"));
        }

        @Override
        public void onText(String text) {}

        @Override
        public void onBinary() {}

        @Override
        public void onPong() {}

        @Override
        public void onClosed(int code, String reason) {}
    }
}
