package io.karge.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.karge.transport.WebSocketAttempt;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure;
import io.karge.transport.WebSocketFailure.Kind;
import io.karge.transport.WebSocketSession;
import io.karge.transport.internal.TestServer.ServerSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real Jetty server on the loopback. */
class JettyWebSocketConnectorTest {

    private static final byte[] PASSWORD = "pässword-of-16-c".getBytes(StandardCharsets.UTF_8);

    private final RecordingListener listener = new RecordingListener();
    private TestServer server;
    private JettyWebSocketConnector connector;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        connector = new JettyWebSocketConnector();
    }

    @AfterEach
    void stop() throws Exception {
        connector.close();
        server.close();
    }

    @Test
    void connectsWithSubprotocolAndCredentials() throws Exception {
        // A00.FR.202, A00.FR.203, A00.FR.204, A00.FR.303
        connect("RDAM|123");
        listener.opened();
        String credentials = "RDAM|123:pässword-of-16-c";
        assertThat(server.requests)
                .containsExactly("/ocpp/RDAM%7C123 Basic "
                        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8))
                        + " ocpp2.0.1");
    }

    @Test
    void withoutPasswordThereIsNoAuthorization() throws Exception {
        connector.connect(WebSocketEndpoint.of(server.url(), "CS1", null, null), listener);
        listener.opened();
        assertThat(server.requests).containsExactly("/ocpp/CS1 null ocpp2.0.1");
    }

    @Test
    void carriesTextsBothWays() throws Exception {
        WebSocketSession session = openSession();
        ServerSocket peer = peer();
        session.sendText("één");
        session.sendText("two");
        assertThat(peer.texts.poll(15, TimeUnit.SECONDS)).isEqualTo("één");
        assertThat(peer.texts.poll(15, TimeUnit.SECONDS)).isEqualTo("two");
        peer.session.sendText("drei", Callback.NOOP);
        assertThat(listener.next()).isEqualTo("text drei");
    }

    @Test
    void carriesMessagesOfTheAnnouncedSize() throws Exception {
        WebSocketSession session = openSession();
        ServerSocket peer = peer();
        String large = "x".repeat(WebSocketEndpoint.DEFAULT_MAX_MESSAGE_BYTES);
        peer.session.sendText(large, Callback.NOOP);
        assertThat(((String) listener.next()).length()).isEqualTo("text ".length() + large.length());
        session.sendText(large);
        assertThat(peer.texts.poll(15, TimeUnit.SECONDS)).hasSameSizeAs(large);
    }

    @Test
    void aLongerMessageEndsTheConnection() throws Exception {
        WebSocketEndpoint endpoint = endpoint("CS1");
        connector.connect(
                new WebSocketEndpoint(endpoint.uri(), "CS1", null, null, Duration.ofSeconds(10), 1_000), listener);
        listener.opened();
        peer().session.sendText("x".repeat(1_001), Callback.NOOP);
        assertThat(listener.next()).asString().startsWith("closed 1009");
    }

    @Test
    void readsTheNextMessageOnlyWhenAsked() throws Exception {
        listener.stopReading();
        WebSocketSession session = openSession();
        ServerSocket peer = peer();
        peer.session.sendText("one", Callback.NOOP);
        peer.session.sendText("two", Callback.NOOP);
        session.readNext();
        assertThat(listener.next()).isEqualTo("text one");
        session.sendText("sync");
        assertThat(peer.texts.poll(15, TimeUnit.SECONDS)).isEqualTo("sync");
        assertThat(listener.toldNothingMore()).isTrue();
        session.readNext();
        assertThat(listener.next()).isEqualTo("text two");
    }

    @Test
    void pingsAreAnsweredWithPongs() throws Exception {
        WebSocketSession session = openSession();
        session.sendPing();
        assertThat(listener.next()).isEqualTo("pong");
        session.sendPing();
        assertThat(listener.next()).isEqualTo("pong");
        peer().session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        peer0().session.sendText("after the ping", Callback.NOOP);
        assertThat(listener.next()).isEqualTo("text after the ping");
    }

    @Test
    void binaryMessagesAreToldWithoutTheirContent() throws Exception {
        openSession();
        ServerSocket peer = peer();
        peer.session.sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), Callback.NOOP);
        assertThat(listener.next()).isEqualTo("binary");
        peer.session.sendText("next", Callback.NOOP);
        assertThat(listener.next()).isEqualTo("text next");
    }

    @ParameterizedTest
    @CsvSource({"1000, bye", "1001, going away", "1011, oops", "3000, "})
    void tellsTheCloseCodeOfTheServer(int code, String reason) throws Exception {
        openSession();
        peer().session.close(code, reason, Callback.NOOP);
        assertThat(listener.next()).isEqualTo("closed " + code + " " + (reason == null ? "" : reason));
    }

    @Test
    void closesWithCodeAndReason() throws Exception {
        WebSocketSession session = openSession();
        ServerSocket peer = peer();
        session.close(1000, "Reset: ö".repeat(30));
        assertThat(peer.closed.poll(15, TimeUnit.SECONDS)).startsWith("1000 Reset: öReset");
        assertThat(listener.next()).asString().startsWith("closed 1000");
        session.sendText("too late");
        session.sendPing();
        session.readNext();
        session.close(1000, "again");
        session.abort();
        assertThat(listener.toldNothingMore()).isTrue();
    }

    @Test
    void abortsWithoutAHandshake() throws Exception {
        WebSocketSession session = openSession();
        ServerSocket peer = peer();
        session.abort();
        assertThat(listener.next()).asString().startsWith("closed 1006");
        assertThat(peer.closed.poll(15, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void noticesThatTheServerDropsTheConnection() throws Exception {
        openSession();
        peer().session.disconnect();
        assertThat(listener.next()).asString().startsWith("closed 1006");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 400, 401, 403, 404, 500, 503})
    void anHttpErrorIsARefusalAndRedirectsAreNotFollowed(int status) throws Exception {
        server.status = status;
        connect("CS1");
        WebSocketFailure failure = listener.failure();
        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.httpStatus()).isEqualTo(status);
        assertThat(failure.text()).contains("status " + status).doesNotContain("of-16-c");
        assertThat(server.requests).hasSize(1);
        assertThat(server.sockets).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ocpp1.6", "OCPP2.0.1"})
    void anotherSubprotocolOrNoneIsRefused(String subprotocol) throws Exception {
        try (RawServer raw = new RawServer(subprotocol)) {
            connector.connect(WebSocketEndpoint.of(raw.url(), "CS1", PASSWORD, null), listener);
            WebSocketFailure failure = listener.failure();
            assertThat(failure.kind()).isEqualTo(Kind.WRONG_SUBPROTOCOL);
            assertThat(failure.text()).contains("ocpp2.0.1", subprotocol.isEmpty() ? "no subprotocol" : subprotocol);
            assertThat(raw.clientHasClosed()).isTrue();
        }
        assertThat(listener.toldNothingMore()).isTrue();
    }

    @Test
    void aClosedPortIsUnreachable() throws Exception {
        String url = server.url();
        server.close();
        connector.connect(WebSocketEndpoint.of(url, "CS1", PASSWORD, null), listener);
        assertThat(listener.failure().kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void anUnknownHostIsUnreachable() throws Exception {
        connector.connect(WebSocketEndpoint.of("ws://no-such-host.invalid/ocpp", "CS1", PASSWORD, null), listener);
        WebSocketFailure failure = listener.failure();
        assertThat(failure.kind()).isEqualTo(Kind.UNRESOLVED);
        assertThat(failure.text()).contains("no-such-host.invalid").endsWith("has a name that cannot be resolved");
    }

    @Test
    void aHandshakeThatStallsTimesOut() throws Exception {
        try (java.net.ServerSocket mute = new java.net.ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            WebSocketEndpoint endpoint =
                    WebSocketEndpoint.of("ws://127.0.0.1:" + mute.getLocalPort(), "CS1", PASSWORD, null);
            connector.connect(
                    new WebSocketEndpoint(endpoint.uri(), "CS1", PASSWORD, null, Duration.ofMillis(300), 1_000),
                    listener);
            assertThat(listener.failure().kind()).isEqualTo(Kind.TIMEOUT);
            try (Socket accepted = mute.accept()) {
                accepted.setSoTimeout(15_000);
                assertThat(accepted.getInputStream().readAllBytes()).isNotEmpty();
            }
        }
    }

    @Test
    void aServerThatHangsUpDuringTheHandshakeIsUnreachable() throws Exception {
        try (java.net.ServerSocket rude = new java.net.ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            connector.connect(
                    WebSocketEndpoint.of("ws://127.0.0.1:" + rude.getLocalPort(), "CS1", PASSWORD, null), listener);
            rude.accept().close();
            rude.close();
            assertThat(listener.failure().kind()).isEqualTo(Kind.UNREACHABLE);
        }
    }

    @Test
    void aCancelledAttemptLeavesNoConnectionBehind() throws Exception {
        try (java.net.ServerSocket mute = new java.net.ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            WebSocketAttempt attempt = connector.connect(
                    WebSocketEndpoint.of("ws://127.0.0.1:" + mute.getLocalPort(), "CS1", PASSWORD, null), listener);
            try (Socket accepted = mute.accept()) {
                accepted.setSoTimeout(15_000);
                assertThat(accepted.getInputStream().read()).isEqualTo('G');
                attempt.cancel();
                accepted.getInputStream().readAllBytes();
            }
        }
    }

    @Test
    void cancellingAfterTheOpeningDropsTheConnection() throws Exception {
        WebSocketAttempt attempt = connect("CS1");
        listener.opened();
        attempt.cancel();
        assertThat(listener.next()).asString().startsWith("closed 1006");
    }

    @Test
    void stalledHandshakesDoNotHoldUpOthersAndThreadsDoNotGrowWithStations() throws Exception {
        int stations = 300;
        List<RecordingListener> listeners = new ArrayList<>();
        for (int i = 0; i < stations; i++) {
            RecordingListener each = new RecordingListener();
            listeners.add(each);
            connector.connect(endpoint("CS" + i), each);
        }
        for (RecordingListener each : listeners) {
            each.opened();
        }
        long threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("karge-websocket"))
                .count();
        assertThat(threads).isLessThanOrEqualTo(70);
        await().untilAsserted(() -> assertThat(server.sockets).hasSize(stations));
    }

    private WebSocketAttempt connect(String stationId) {
        return connector.connect(endpoint(stationId), listener);
    }

    private WebSocketEndpoint endpoint(String stationId) {
        return WebSocketEndpoint.of(server.url(), stationId, PASSWORD, null);
    }

    private WebSocketSession openSession() throws InterruptedException {
        connect("CS1");
        return listener.opened();
    }

    private ServerSocket lastPeer;

    private ServerSocket peer() throws InterruptedException {
        lastPeer = server.sockets.poll(15, TimeUnit.SECONDS);
        return lastPeer;
    }

    private ServerSocket peer0() {
        return lastPeer;
    }
}
