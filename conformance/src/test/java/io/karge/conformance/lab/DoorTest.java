package io.karge.conformance.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.driver.testkit.VirtualTime;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The port of the kit's CSMS, over real sockets. */
class DoorTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int PATIENCE_MILLIS = 15_000;
    private static final int TLS_1_2 = 0x0303;
    private static final int TLS_1_3 = 0x0304;
    private static final int ALERT = 21;

    private final VirtualTime time = new VirtualTime();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final Door door = new Door(LOOPBACK, time, () -> told.add("attempt"), new Traffic() {
        @Override
        public void kept(boolean waiting) {
            told.add(waiting ? "kept" : "no longer kept");
        }
    });

    @AfterEach
    void close() {
        door.close();
    }

    private Socket connect() throws IOException {
        return patient(new Socket(LOOPBACK, door.port()));
    }

    private static Socket patient(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hear(Socket socket, int octets) throws IOException {
        return new String(socket.getInputStream().readNBytes(octets), StandardCharsets.US_ASCII);
    }

    private String nextTold() throws InterruptedException {
        return String.valueOf(told.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
    }

    private static ServerSocket server() throws IOException {
        ServerSocket server = new ServerSocket(0, 50, LOOPBACK);
        server.setSoTimeout(PATIENCE_MILLIS);
        return server;
    }

    private void leadTo(ServerSocket server) {
        door.leadTo((InetSocketAddress) server.getLocalSocketAddress());
    }

    // --- who is behind it ---

    @Test
    void resetsWhoeverComesAsLongAsNobodyIsBehindIt() throws Exception {
        try (Socket station = connect()) {
            say(station, "GET / HTTP/1.1\r\n");
            assertThat(nextTold()).isEqualTo("attempt");
            assertThatThrownBy(() -> hear(station, 1)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void passesOnWhatBothSidesSayAndThatOneHasEnded() throws Exception {
        try (ServerSocket server = server();
                Socket station = open(server)) {
            try (Socket csms = patient(server.accept())) {
                assertThat(hear(csms, 5)).isEqualTo("hello");
                say(csms, "answer");
                assertThat(hear(station, 6)).isEqualTo("answer");
                say(station, "more");
                assertThat(hear(csms, 4)).isEqualTo("more");

                station.shutdownOutput();
                assertThat(csms.getInputStream().read()).isEqualTo(-1);
                say(csms, "last");
            }
            assertThat(hear(station, 4)).as("said after the other had ended").isEqualTo("last");
            assertThat(station.getInputStream().read()).isEqualTo(-1);
        }
    }

    /** A station that comes while this server is there. */
    private Socket open(ServerSocket server) throws IOException {
        leadTo(server);
        Socket station = connect();
        say(station, "hello");
        return station;
    }

    @Test
    void leavesConnectionsAsTheyAreWhenWhatIsBehindItChanges() throws Exception {
        try (ServerSocket first = server();
                ServerSocket second = server();
                Socket before = open(first);
                Socket ofFirst = patient(first.accept())) {
            assertThat(hear(ofFirst, 5)).isEqualTo("hello");
            try (Socket after = open(second);
                    Socket ofSecond = patient(second.accept())) {
                assertThat(hear(ofSecond, 5)).isEqualTo("hello");
                door.away();
                say(before, "first");
                say(after, "second");
                assertThat(hear(ofFirst, 5)).isEqualTo("first");
                assertThat(hear(ofSecond, 6)).isEqualTo("second");
            }
            try (Socket late = connect()) {
                say(late, "late");
                assertThatThrownBy(() -> hear(late, 1)).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void endsConnectionsAndListensNoMoreWhenItIsClosed() throws Exception {
        try (ServerSocket server = server();
                Socket station = open(server);
                Socket csms = patient(server.accept())) {
            assertThat(hear(csms, 5)).isEqualTo("hello");
            door.close();
            assertThat(isOver(station)).isTrue();
            assertThat(isOver(csms)).isTrue();
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        }
    }

    /** By an end or a reset, and not because nothing came in time. */
    private static boolean isOver(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    // --- how it behaves ---

    @Test
    void keepsAnAttemptThatItDoesNotAnswerAndTellsWhenItHasGone() throws Exception {
        door.silent();
        try (Socket station = connect()) {
            say(station, "hello");
            assertThat(nextTold()).isEqualTo("attempt");
            assertThat(nextTold()).isEqualTo("kept");
            assertThat(station.getInputStream().available()).isZero();
        }
        assertThat(nextTold()).isEqualTo("no longer kept");
    }

    /** The station says what it thinks of it by an alert. */
    @Test
    void answersTlsWithAnOldVersionAndNotesWhatTheStationSays() throws Exception {
        door.oldTls();
        try (SSLSocket station = tls()) {
            assertThatThrownBy(station::startHandshake)
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("protocol version TLS11");
        }
        assertThat(nextTold()).isEqualTo("attempt");
        while (door.knocks().get(0).answers().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(door.knocks()).singleElement().satisfies(knock -> assertThat(knock.answers())
                .containsExactly(ALERT));
    }

    private SSLSocket tls() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, null, null);
            return (SSLSocket) patient(context.getSocketFactory().createSocket(LOOPBACK, door.port()));
        } catch (NoSuchAlgorithmException | KeyManagementException e) {
            throw new IOException(e);
        }
    }

    // --- what it sees ---

    @Test
    void notesWhenAnAttemptBeganAndWhetherWithTls() throws Exception {
        try (Socket station = connect()) {
            say(station, "GET / HTTP/1.1\r\n");
            assertThat(nextTold()).isEqualTo("attempt");
        }
        time.advance(Duration.ofMinutes(1));
        try (SSLSocket station = tls()) {
            assertThatThrownBy(station::startHandshake).isInstanceOf(IOException.class);
            assertThat(nextTold()).isEqualTo("attempt");
        }
        List<Door.Knock> knocks = door.knocks();
        assertThat(knocks).hasSize(2);
        assertThat(knocks.get(0).at()).isEqualTo(VirtualTime.DEFAULT_START);
        assertThat(knocks.get(0).hello()).isEmpty();
        assertThat(knocks.get(1).at()).isEqualTo(VirtualTime.DEFAULT_START.plusSeconds(60));
        assertThat(knocks.get(1).hello())
                .hasValueSatisfying(hello -> assertThat(hello.versions()).contains(TLS_1_3, TLS_1_2));
    }

    /** A client may open one connection more than it uses. */
    @Test
    void aConnectionOnWhichNothingComesIsNoAttempt() throws Exception {
        connect().close();
        try (Socket station = connect()) {
            say(station, "x");
            assertThat(nextTold()).isEqualTo("attempt");
        }
        assertThat(door.knocks()).hasSize(1);
    }

    /** Neither end of a connection waits for more than has come. */
    @Test
    void passesOnASingleOctet() throws Exception {
        try (ServerSocket server = server()) {
            leadTo(server);
            try (Socket station = connect()) {
                say(station, "x");
                try (Socket csms = patient(server.accept())) {
                    assertThat(hear(csms, 1)).isEqualTo("x");
                }
            }
        }
    }
}
