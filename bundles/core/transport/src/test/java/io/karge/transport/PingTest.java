package io.karge.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.transport.MemoryConnector.MemorySocket;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** WebSocketPingInterval (Part 4, 5.3 and 8.4). */
class PingTest extends OcppConnectionFixture {

    @BeforeEach
    void pingEveryMinute() {
        pingInterval = Duration.ofSeconds(60);
    }

    @Test
    void pingsAtTheInterval() {
        MemorySocket socket = openAndAccept();
        time.advance(Duration.ofSeconds(59));
        assertThat(socket.pings).isZero();
        for (int i = 1; i <= 5; i++) {
            time.advance(i == 1 ? Duration.ofSeconds(1) : Duration.ofSeconds(60));
            assertThat(socket.pings).isEqualTo(i);
            socket.listener.onPong();
        }
        time.advance(Duration.ofSeconds(59));
        assertThat(connection.connected()).isTrue();
    }

    @Test
    void aMissingPongEndsTheConnection() {
        MemorySocket socket = openAndAccept();
        takeTold();
        time.advance(Duration.ofSeconds(60));
        time.advance(Duration.ofMillis(29_999));
        assertThat(connection.connected()).isTrue();
        time.advance(Duration.ofMillis(1));

        assertThat(connection.connected()).isFalse();
        assertThat(socket.aborted).isTrue();
        assertThat(takeTold()).containsExactly("disconnected no pong within 30 s");
        assertThat(untilNextAttempt()).isEqualTo(waitMinimum);
    }

    @Test
    void aPongThatComesWithinTheTimeoutCountsForAllPingsBefore() {
        pingInterval = Duration.ofSeconds(10);
        MemorySocket socket = openAndAccept();
        time.advance(Duration.ofSeconds(35));
        assertThat(socket.pings).isEqualTo(3);
        socket.listener.onPong();
        time.advance(Duration.ofSeconds(30));
        assertThat(connection.connected()).isTrue();
        time.advance(Duration.ofSeconds(5));
        assertThat(connection.connected()).isFalse();
    }

    @Test
    void zeroMeansNoPings() {
        pingInterval = Duration.ZERO;
        MemorySocket socket = openAndAccept();
        time.advance(Duration.ofDays(1));
        assertThat(socket.pings).isZero();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void aNewIntervalCountsAtOnceWhenTold() { // effect: OCPPCommCtrlr.WebSocketPingInterval
        pingInterval = Duration.ZERO;
        MemorySocket socket = openAndAccept();
        pingInterval = Duration.ofSeconds(7);
        connection.settingsChanged();
        time.advance(Duration.ofSeconds(7));
        assertThat(socket.pings).isEqualTo(1);

        socket.listener.onPong();
        pingInterval = Duration.ZERO;
        connection.settingsChanged();
        time.advance(Duration.ofDays(1));
        assertThat(socket.pings).isEqualTo(1);
    }

    @Test
    void noPingGoesToAClosedConnection() {
        MemorySocket socket = openAndAccept();
        connection.close("off");
        socket.listener.onClosed(1000, "");
        connection.settingsChanged();
        time.advance(Duration.ofHours(1));
        assertThat(socket.pings).isZero();
        assertThat(time.pendingTimers()).isZero();
    }
}
