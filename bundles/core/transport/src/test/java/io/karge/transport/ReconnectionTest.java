package io.karge.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.transport.MemoryConnector.MemorySocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connecting, losing, waiting and coming back (Part 4, 5.4; TC_B_57). */
class ReconnectionTest extends OcppConnectionFixture {

    @Test
    void connectsAtOnceWhenOpened() {
        open();
        assertThat(connector.last().endpoint.uri()).hasToString("ws://csms.example/ocpp/CS1");
        assertThat(connection.connected()).isFalse();

        MemorySocket socket = accept();
        assertThat(takeTold()).containsExactly("connected");
        assertThat(connection.connected()).isTrue();
        assertThat(connection.idle()).isTrue();
        assertThat(socket.reads).isEqualTo(1);
    }

    @Test
    void cannotBeOpenedTwice() {
        open();
        assertThatThrownBy(this::open).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void waitsTheMinimumAfterALossAndDoublesAfterEachFailure() {
        openAndAccept().listener.onClosed(1001, "bye");
        assertThat(untilNextAttempt()).isEqualTo(Duration.ofSeconds(10));
        assertThat(takeTold()).containsExactly("connected", "disconnected closed with 1001: bye");

        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            failAttempt();
            waits.add(untilNextAttempt());
        }
        assertThat(waits).containsExactly(seconds(20), seconds(40), seconds(80), seconds(80), seconds(80), seconds(80));
    }

    @Test
    void theFirstWaitOfAStationThatNeverConnectedIsTheMinimumToo() {
        open();
        failAttempt();
        assertThat(takeTold()).containsExactly("failed refused with status 503");
        assertThat(untilNextAttempt()).isEqualTo(seconds(10));
        failAttempt();
        assertThat(untilNextAttempt()).isEqualTo(seconds(20));
    }

    @Test
    void aSuccessResetsTheBackOff() {
        open();
        failAttempt();
        untilNextAttempt();
        failAttempt();
        untilNextAttempt();
        accept().listener.onClosed(1006, "gone");
        assertThat(untilNextAttempt()).isEqualTo(seconds(10));
    }

    @Test
    void eachWaitHasItsOwnRandomPartThatIsNotDoubled() {
        randomRange = seconds(5);
        nextRandom = 1_500;
        open();
        failAttempt();
        assertThat(untilNextAttempt()).isEqualTo(Duration.ofMillis(11_500));
        nextRandom = 700;
        failAttempt();
        assertThat(untilNextAttempt()).isEqualTo(Duration.ofMillis(20_700));
        nextRandom = Long.MAX_VALUE;
        failAttempt();
        assertThat(untilNextAttempt()).isEqualTo(seconds(45));
    }

    @Test
    void theSettingsOfTheMomentCount() {
        open();
        failAttempt();
        untilNextAttempt();
        waitMinimum = seconds(3);
        failAttempt();
        assertThat(untilNextAttempt()).isEqualTo(seconds(6));
        repeatTimes = 0;
        failAttempt();
        assertThat(untilNextAttempt()).isEqualTo(seconds(3));
    }

    @Test
    void absurdSettingsNeitherOverflowNorFlood() {
        waitMinimum = Duration.ofSeconds(Integer.MAX_VALUE);
        randomRange = Duration.ofSeconds(Integer.MAX_VALUE);
        repeatTimes = Integer.MAX_VALUE;
        nextRandom = 0;
        open();
        for (int i = 0; i < 3; i++) {
            failAttempt();
            assertThat(untilNextAttempt()).isEqualTo(Duration.ofDays(1));
        }
        waitMinimum = Duration.ofSeconds(-5);
        randomRange = Duration.ofSeconds(-5);
        repeatTimes = -1;
        failAttempt();
        assertThat(untilNextAttempt()).isEqualTo(seconds(1));
    }

    @Test
    void theEndpointIsAskedForBeforeEachAttemptAfterTheFailureWasTold() {
        onAttemptFailed = () -> csmsUrl = "ws://second.example";
        open();
        failAttempt();
        untilNextAttempt();
        assertThat(connector.last().endpoint.uri()).hasToString("ws://second.example/CS1");
    }

    /** Part 4, 5.4: the back-off goes on as if the attempt elsewhere had not been. */
    @Test
    void anAttemptThatGoesElsewhereDoesNotWait() {
        open();
        failAttempt();
        assertThat(untilNextAttempt()).isEqualTo(seconds(10));
        atOnce = true;
        csmsUrl = "ws://second.example";
        failAttempt();
        assertThat(connector.sockets).hasSize(3);
        assertThat(connector.last().endpoint.uri()).hasToString("ws://second.example/CS1");
        atOnce = false;
        failAttempt();
        assertThat(untilNextAttempt()).isEqualTo(seconds(20));
    }

    @Test
    void aLossIsFollowedByAWaitWhateverComesNext() {
        atOnce = true;
        openAndAccept().listener.onClosed(1001, "bye");
        assertThat(untilNextAttempt()).isEqualTo(seconds(10));
    }

    @Test
    void closingEndsItForGood() {
        MemorySocket socket = openAndAccept();
        takeTold();
        connection.close("reset");
        assertThat(connection.connected()).isFalse();
        assertThat(told).isEmpty();
        time.runUntilIdle();

        assertThat(socket.closed).isEqualTo("1000 reset");
        assertThat(takeTold()).containsExactly("disconnected reset");
        socket.listener.onClosed(1000, "reset");
        time.advance(Duration.ofDays(1));
        assertThat(told).isEmpty();
        assertThat(connector.sockets).hasSize(1);
        assertThat(socket.aborted).isFalse();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void anUnansweredClosingHandshakeIsCutShort() {
        MemorySocket socket = openAndAccept();
        connection.close("reset");
        time.advance(Duration.ofSeconds(5));
        assertThat(socket.aborted).isTrue();
    }

    @Test
    void whileClosingItReadsOnButTellsNothing() {
        MemorySocket socket = openAndAccept();
        takeTold();
        connection.close("reset");
        time.runUntilIdle();
        takeTold();
        int reads = socket.reads;
        receive(socket, "[2,\"1\",\"Reset\",{}]");
        assertThat(told).isEmpty();
        assertThat(socket.reads).isEqualTo(reads + 1);
        assertThat(socket.sent).isEmpty();
    }

    @Test
    void closingCancelsAnAttemptOrAWait() {
        open();
        connection.close("off");
        assertThat(connector.last().cancelled).isTrue();

        open();
        failAttempt();
        connection.close("off");
        time.advance(Duration.ofDays(1));
        assertThat(connector.sockets).hasSize(2);
        assertThat(time.pendingTimers()).isZero();
        assertThat(takeTold()).containsExactly("failed refused with status 503");
    }

    @Test
    void canBeOpenedAgainAfterClosing() {
        openAndAccept();
        connection.close("reset");
        openAndAccept();
        assertThat(connection.connected()).isTrue();
        assertThat(takeTold()).containsExactly("connected", "disconnected reset", "connected");
    }

    @Test
    void anAttemptThatSucceedsAfterItWasGivenUpIsDropped() {
        open();
        MemorySocket late = connector.last();
        connection.close("off");
        late.accept();
        time.runUntilIdle();
        assertThat(late.aborted).isTrue();
        assertThat(told).isEmpty();
        assertThat(connection.connected()).isFalse();
    }

    @Test
    void reconnectsAtOnceToTheNewEndpoint() {
        MemorySocket first = openAndAccept();
        takeTold();
        csmsUrl = "ws://new.example";
        connection.reconnect("new network profile");
        MemorySocket second = accept();

        assertThat(first.closed).isEqualTo("1000 new network profile");
        assertThat(second.endpoint.uri()).hasToString("ws://new.example/CS1");
        assertThat(takeTold()).containsExactly("disconnected new network profile", "connected");
    }

    @Test
    void reconnectDuringTheBackOffDoesNotWait() {
        open();
        failAttempt();
        connection.reconnect("now");
        assertThat(connector.sockets).hasSize(2);
        failAttempt();
        assertThat(untilNextAttempt()).isEqualTo(seconds(10));
        assertThat(connector.sockets).hasSize(3);
    }

    @Test
    void reconnectDoesNothingWhenClosed() {
        connection.reconnect("now");
        assertThat(connector.sockets).isEmpty();
    }

    @Test
    void nothingOfAnOldSocketIsToldAfterANewOneWasAskedFor() {
        MemorySocket first = openAndAccept();
        connection.reconnect("new");
        MemorySocket second = accept();
        takeTold();

        receive(first, "[2,\"old\",\"Reset\",{}]");
        first.listener.onPong();
        first.listener.onClosed(1000, "late");
        time.runUntilIdle();

        assertThat(told).isEmpty();
        assertThat(second.sent).isEmpty();
        assertThat(connection.connected()).isTrue();
    }

    @Test
    void theListenerMayCloseWhenToldOfAFailureOrALoss() {
        onAttemptFailed = () -> connection.close("enough");
        open();
        failAttempt();
        time.advance(Duration.ofDays(1));
        assertThat(connector.sockets).hasSize(1);
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void theListenerMayReconnectWhenToldOfAFailure() {
        onAttemptFailed = () -> {
            onAttemptFailed = () -> {};
            connection.reconnect("other slot");
        };
        open();
        failAttempt();
        assertThat(connector.sockets).hasSize(2);
        assertThat(time.pendingTimers()).isZero();
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
