package io.karge.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.security.testkit.Credentials;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure;
import io.karge.transport.WebSocketFailure.Kind;
import io.karge.transport.WebSocketSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers that break HTTP and RFC 6455 on purpose. Each ends in one failure or one closing, and with the connection
 * closed on our side.
 */
class HostileServerTest {

    private static final int MAX_MESSAGE = 1_000;
    /** Where the handshake is to time out. */
    private static final Duration IMPATIENT = Duration.ofMillis(500);

    private static final Duration PATIENT = Duration.ofSeconds(30);

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

    // --- handshakes ---

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 101 Switching Protocols|Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Protocol:"
                        + " ocpp2.0.1|",
                "HTTP/1.1 101 Switching Protocols|Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Protocol:"
                        + " ocpp2.0.1|Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=|",
                "HTTP/1.1 101 Switching Protocols|Sec-WebSocket-Accept: %s|Sec-WebSocket-Protocol: ocpp2.0.1|",
                "HTTP/1.1 101 Switching Protocols|Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Accept: %s|"
                        + "Sec-WebSocket-Protocol: ocpp2.0.1, ocpp1.6|",
                "HTTP/1.1 101 Switching Protocols|Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Accept: %s|"
                        + "Sec-WebSocket-Protocol: ocpp2.0.1|Sec-WebSocket-Extensions: x-surprise|",
                "HTTP/9.9 abc def|",
                "SSH-2.0-OpenSSH_9.6|",
                "\u0000\u0001\u0002\u0003\u00FF|",
                "{\"error\":\"this is no web server\"}|"
            })
    void anAnswerThatIsNoHandshakeIsOneFailure(String head) throws Exception {
        try (RawServer raw = new RawServer(
                (out, key) -> RawServer.write(out, head.formatted(key).replace("|", "\r\n") + "\r\n"))) {
            connect(raw);
            assertThat(listener.failure().text()).contains("127.0.0.1");
            assertThat(raw.clientHasClosed()).isTrue();
        }
        assertThat(listener.toldNothingMore()).isTrue();
    }

    @Test
    void headersWithoutEndAreCutOff() throws Exception {
        try (RawServer raw = new RawServer((out, key) -> {
            RawServer.write(out, "HTTP/1.1 101 Switching Protocols\r\n");
            while (true) {
                RawServer.write(out, "X-More: " + "a".repeat(1_000) + "\r\n");
            }
        })) {
            connect(raw);
            assertThat(listener.failure().kind()).isNotEqualTo(Kind.TIMEOUT);
            assertThat(raw.clientHasClosed()).isTrue();
        }
        assertThat(listener.toldNothingMore()).isTrue();
    }

    @Test
    void aPageWithoutEndIsARefusalAndCutOff() throws Exception {
        try (RawServer raw = new RawServer((out, key) -> {
            RawServer.write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true) {
                RawServer.write(out, "2710\r\n" + "a".repeat(10_000) + "\r\n");
            }
        })) {
            connector.connect(endpoint(raw.url()).withHandshakeTimeout(IMPATIENT), listener);
            WebSocketFailure failure = listener.failure();
            assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
            assertThat(failure.httpStatus()).isEqualTo(200);
            assertThat(raw.clientHasClosed()).isTrue();
        }
        assertThat(listener.toldNothingMore()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 101 Switching", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: webso"})
    void aHandshakeThatStallsHalfwayTimesOut(String begin) throws Exception {
        try (RawServer raw = new RawServer((out, key) -> RawServer.write(out, begin))) {
            connector.connect(endpoint(raw.url()).withHandshakeTimeout(IMPATIENT), listener);
            assertThat(listener.failure().kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(raw.clientHasClosed()).isTrue();
        }
        assertThat(listener.toldNothingMore()).isTrue();
    }

    @Test
    void aHandshakeThatTricklesInTimesOutAllTheSame() throws Exception {
        try (RawServer raw = RawServer.trickling()) {
            connector.connect(endpoint(raw.url()).withHandshakeTimeout(IMPATIENT), listener);
            assertThat(listener.failure().kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(raw.clientHasClosed()).isTrue();
        }
    }

    @Test
    void aTlsHandshakeThatStallsTimesOut() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            connector.connect(
                    endpoint("wss://127.0.0.1:" + mute.getLocalPort()).withHandshakeTimeout(IMPATIENT), listener);
            assertThat(listener.failure().kind()).isEqualTo(Kind.TIMEOUT);
        }
        assertThat(listener.toldNothingMore()).isTrue();
    }

    /** TLS is there, the request has come in, and then nothing. */
    @Test
    void aSecureServerThatNeverAnswersTimesOut() throws Exception {
        SSLContext server = SSLContext.getInstance("TLS");
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(TestKeys.ROOT.server("127.0.0.1").keyStore(), Credentials.PASSWORD.toCharArray());
        server.init(keys.getKeyManagers(), null, null);
        try (ServerSocket mute =
                server.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> heard = CompletableFuture.supplyAsync(() -> {
                try (Socket client = mute.accept()) {
                    client.setSoTimeout(15_000);
                    String request = new String(client.getInputStream().readNBytes(8), StandardCharsets.UTF_8);
                    assertThat(listener.failure().kind()).isEqualTo(Kind.TIMEOUT);
                    return request;
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            WebSocketEndpoint endpoint = WebSocketEndpoint.of(
                    "wss://127.0.0.1:" + mute.getLocalPort(), "CS1", null, TestKeys.station("TLSv1.3", "TLSv1.2"));
            connector.connect(endpoint.withHandshakeTimeout(Duration.ofSeconds(1)), listener);
            assertThat(heard.get(30, TimeUnit.SECONDS)).isEqualTo("GET /CS1");
        }
        assertThat(listener.toldNothingMore()).isTrue();
    }

    // --- frames ---

    @ParameterizedTest
    @CsvSource({
        "81 02 C3 28, 1007", // no UTF-8
        "81 03 ED A0 80, 1007", // half a surrogate pair
        "83 00, 1002", // a reserved opcode
        "C1 00, 1002", // a reserved bit
        "81 81 00 00 00 00 41, 1002", // masked, which only clients do
        "80 00, 1002", // a continuation of nothing
        "01 01 41 81 01 42, 1002", // a second message inside the first
        "09 00, 1002", // a ping in fragments
        "88 01 03, 1002", // half a close code
        "88 02 03 ED, 1002", // a close code that nobody may send
        "81 7F 80 00 00 00 00 00 00 00, 1009", // a negative length
        "81 7F 7F FF FF FF FF FF FF FF, 1009" // a length beyond all bounds
    })
    void aBrokenFrameEndsTheConnection(String hex, int code) throws Exception {
        try (RawServer raw = switchingThen(bytes(hex.replace(" ", "")))) {
            connect(raw);
            listener.opened();
            assertThat(listener.next()).asString().startsWith("closed " + code + " ");
            assertThat(raw.clientHasClosed()).isTrue();
        }
        assertThat(listener.toldNothingMore()).isTrue();
    }

    @Test
    void aPingThatIsTooLongEndsTheConnection() throws Exception {
        try (RawServer raw = switchingThen(bytes("897E007E" + "00".repeat(126)))) {
            connect(raw);
            listener.opened();
            assertThat(listener.next()).asString().startsWith("closed 1002 ");
        }
    }

    @Test
    void aMessageInFragmentsWithoutEndIsCutOff() throws Exception {
        byte[] first = bytes("017D" + "41".repeat(125));
        byte[] next = bytes("007D" + "41".repeat(125));
        try (RawServer raw = new RawServer((out, key) -> {
            RawServer.write(out, RawServer.switching(key, "ocpp2.0.1"));
            out.write(first);
            while (true) {
                out.write(next);
            }
        })) {
            connect(raw);
            listener.opened();
            assertThat(listener.next()).asString().startsWith("closed 1009 ");
            assertThat(raw.clientHasClosed()).isTrue();
        }
        assertThat(listener.toldNothingMore()).isTrue();
    }

    @Test
    void aConnectionThatEndsInTheMiddleOfAFrameIsClosed() throws Exception {
        RawServer raw = new RawServer((out, key) -> {
            RawServer.write(out, RawServer.switching(key, "ocpp2.0.1"));
            out.write(bytes("817D4141"));
            out.close();
        });
        try (raw) {
            connect(raw);
            listener.opened();
            assertThat(listener.next()).asString().startsWith("closed 1006 ");
        }
        assertThat(listener.toldNothingMore()).isTrue();
    }

    @Test
    void aServerThatDoesNotReadIsLeftBeforeWhatWaitsFillsTheMemory() throws Exception {
        try (RawServer deaf = RawServer.deaf()) {
            connect(deaf);
            WebSocketSession session = listener.opened();
            String answer = "x".repeat(1_000_000);
            for (int i = 0; i < 200; i++) {
                session.sendText(answer);
            }
            assertThat(listener.next()).asString().startsWith("closed 1006 ").contains("does not read");
        }
        assertThat(listener.toldNothingMore()).isTrue();
    }

    private void connect(RawServer server) {
        connector.connect(endpoint(server.url()), listener);
    }

    private static WebSocketEndpoint endpoint(String url) {
        return new WebSocketEndpoint(
                WebSocketEndpoint.connectionUrl(url, "CS1"), "CS1", null, null, PATIENT, MAX_MESSAGE);
    }

    private static RawServer switchingThen(byte[] frames) throws IOException {
        return new RawServer((out, key) -> {
            RawServer.write(out, RawServer.switching(key, "ocpp2.0.1"));
            out.write(frames);
            out.flush();
        });
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
