package io.karge.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.ocpp.Action;
import io.karge.transport.MemoryConnector.MemorySocket;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever throws where it must not, the next attempt follows. */
class AttemptsGoOnTest extends OcppConnectionFixture {

    static Stream<Throwable> faults() {
        return Stream.of(new IllegalStateException("no key for profile 3"), new Error("no key for profile 3"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void countsAsAFailedAttemptWhenTheEndpointCannotBeMade(Throwable fault) {
        endpointFault = fault;
        open();
        assertThat(told).as("never inside a call").isEmpty();
        time.runUntilIdle();
        assertThat(takeTold()).singleElement().asString().startsWith("failed ").contains("no key for profile 3");

        time.advance(seconds(10));
        assertThat(takeTold()).hasSize(1);
        time.advance(seconds(19));
        assertThat(told).as("the back-off doubles").isEmpty();
        endpointFault = null;
        time.advance(seconds(1));
        accept();
        assertThat(takeTold()).containsExactly("connected");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void countsAsAFailedAttemptWhenTheConnectorThrows(Throwable fault) {
        connector.fault = fault;
        open();
        time.runUntilIdle();
        assertThat(takeTold())
                .singleElement()
                .asString()
                .startsWith("failed ")
                .contains("ws://csms.example/ocpp/CS1", "no key for profile 3");

        connector.fault = null;
        assertThat(untilNextAttempt()).isEqualTo(seconds(10));
        accept();
        assertThat(takeTold()).containsExactly("connected");
    }

    @Test
    void anAttemptWithoutAnEndpointCanBeGivenUp() {
        endpointFault = new IllegalStateException("broken");
        open();
        connection.close("off");
        time.advance(Duration.ofDays(1));

        assertThat(told).isEmpty();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void connectsAgainWhenTheListenerThrowsOnAFailure() {
        onAttemptFailed = this::broken;
        open();
        assertThatThrownBy(this::failAttempt).hasMessage("broken listener");

        assertThat(untilNextAttempt()).isEqualTo(seconds(10));
    }

    @Test
    void connectsAgainWhenTheListenersThrowOnALoss() {
        MemorySocket socket = openAndAccept();
        connection.call(new OutgoingCall("1", Action.Heartbeat, emptyObject(), outcome -> broken()));
        onDisconnected = this::broken;
        takeTold();
        socket.listener.onClosed(1006, "gone");
        assertThatThrownBy(time::runUntilIdle).hasMessage("broken listener");

        assertThat(takeTold()).containsExactly("disconnected connection lost: gone");
        assertThat(untilNextAttempt()).isEqualTo(seconds(10));
    }

    @Test
    void staysConnectedWhenTheListenerThrowsOnTheConnection() {
        onConnected = this::broken;
        open();
        connector.last().accept();
        assertThatThrownBy(time::runUntilIdle).hasMessage("broken listener");

        assertThat(connection.connected()).isTrue();
        connector.last().listener.onClosed(1001, "bye");
        assertThat(untilNextAttempt()).isEqualTo(seconds(10));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void usesDefaultsWhenTheSettingsThrow(Throwable fault) {
        settingsFault = fault;
        MemorySocket socket = openAndAccept();
        assertThat(connection.connected()).isTrue();
        socket.listener.onClosed(1001, "bye");
        assertThat(untilNextAttempt()).isEqualTo(SoundSettings.DEFAULT_WAIT_MINIMUM);
        accept();
        call("1");
        time.advance(SoundSettings.DEFAULT_MESSAGE_TIMEOUT);
        assertThat(outcomes).containsExactly(new CallOutcome.TimedOut());
    }

    @Test
    void bearsSettingsThatCannotBe() {
        Duration tooLong = Duration.ofSeconds(Long.MAX_VALUE);
        messageTimeout = seconds(-1);
        pingInterval = tooLong;
        waitMinimum = tooLong;
        randomRange = tooLong;
        openAndAccept();
        call("1");
        time.advance(SoundSettings.DEFAULT_MESSAGE_TIMEOUT.minusMillis(1));
        assertThat(outcomes).isEmpty();
        time.advance(Duration.ofMillis(1));
        assertThat(outcomes).containsExactly(new CallOutcome.TimedOut());

        connector.last().listener.onClosed(1001, "bye");
        assertThat(untilNextAttempt()).isEqualTo(Duration.ofDays(1));
        messageTimeout = null;
        pingInterval = null;
        waitMinimum = Duration.ofSeconds(Long.MIN_VALUE);
        randomRange = Duration.ofSeconds(Long.MIN_VALUE);
        repeatTimes = Integer.MIN_VALUE;
        failAttempt();
        assertThat(untilNextAttempt()).isEqualTo(seconds(1));
        accept();
        assertThat(connection.connected()).isTrue();
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
