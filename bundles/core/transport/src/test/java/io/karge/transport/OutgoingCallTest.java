package io.karge.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.ocpp.Frame;
import io.karge.ocpp.RpcErrorCode;
import io.karge.transport.MemoryConnector.MemorySocket;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CALLs from the station and their answers (Part 4, 4.1.1 and 4.2). */
class OutgoingCallTest extends OcppConnectionFixture {

    private MemorySocket socket;

    @BeforeEach
    void connect() {
        socket = openAndAccept();
        takeTold();
    }

    @Test
    void sendsTheCallAndTellsTheAnswer() {
        call("m1");
        assertThat(socket.takeSent()).containsExactly("[2,\"m1\",\"Heartbeat\",{}]");
        assertThat(connection.idle()).isFalse();

        receive(socket, "[3,\"m1\",{\"currentTime\":\"2026-01-01T00:00:00Z\"}]");
        assertThat(outcomes).singleElement().isInstanceOfSatisfying(CallOutcome.Answered.class, answered -> assertThat(
                        answered.result().payload().get("currentTime").asText())
                .isEqualTo("2026-01-01T00:00:00Z"));
        assertThat(takeTold()).containsExactly("idle");
        assertThat(connection.idle()).isTrue();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void oneCallIsOpenAtATime() {
        call("m1");
        assertThatThrownBy(() -> call("m2")).isInstanceOf(IllegalStateException.class);
        assertThat(socket.takeSent()).hasSize(1);
    }

    @Test
    void noCallWithoutAConnection() {
        connection.close("off");
        assertThatThrownBy(() -> call("m1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCallErrorIsARefusal() {
        call("m1");
        receive(socket, "[4,\"m1\",\"InternalError\",\"out of order\",{\"a\":1}]");
        assertThat(outcomes).singleElement().isInstanceOfSatisfying(CallOutcome.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(RpcErrorCode.InternalError);
            assertThat(refused.description()).isEqualTo("out of order");
            assertThat(refused.details().get("a").asInt()).isEqualTo(1);
        });
        assertThat(connection.idle()).isTrue();
    }

    @Test
    void anUnknownErrorCodeIsARefusalToo() {
        call("m1");
        receive(socket, "[4,\"m1\",\"Teapot\",\"short and stout\",{}]");
        assertThat(outcomes).singleElement().isInstanceOfSatisfying(CallOutcome.Refused.class, refused -> assertThat(
                        refused.description())
                .contains("Teapot"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[4,\"m1\",7,\"\",{}]", "[4,\"m1\"]", "[4,\"m1\",\"InternalError\",\"\",{\"a\":"})
    void aBrokenCallErrorIsARefusalToo(String frame) {
        call("m1");
        receive(socket, frame);
        assertThat(outcomes).singleElement().isInstanceOf(CallOutcome.Refused.class);
        assertThat(connection.idle()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[3,\"m1\",{\"a\":", "[3,\"m1\"]", "[3,\"m1\",{},{}]", "[3,\"m1\",{\"a\":1,\"a\":2}]"})
    void aBrokenCallResultIsAnAnswerThatCannotBeRead(String frame) {
        call("m1");
        receive(socket, frame);
        assertThat(outcomes)
                .singleElement()
                .isInstanceOfSatisfying(CallOutcome.Unreadable.class, unreadable -> assertThat(unreadable.why())
                        .isNotBlank());
        assertThat(socket.takeSent()).containsExactly("[2,\"m1\",\"Heartbeat\",{}]");
        assertThat(connection.idle()).isTrue();
    }

    @Test
    void timesOutAndIgnoresTheLateAnswer() {
        call("m1");
        time.advance(Duration.ofMillis(29_999));
        assertThat(outcomes).isEmpty();
        time.advance(Duration.ofMillis(1));
        assertThat(outcomes).containsExactly(new CallOutcome.TimedOut());
        assertThat(takeTold()).containsExactly("idle");

        call("m2");
        receive(socket, "[3,\"m1\",{}]");
        assertThat(outcomes).hasSize(1);
        receive(socket, "[3,\"m2\",{}]");
        assertThat(outcomes).hasSize(2);
        assertThat(connection.connected()).isTrue();
    }

    @Test
    void theTimeoutOfTheMomentCounts() {
        messageTimeout = Duration.ofSeconds(5);
        call("m1");
        time.advance(Duration.ofSeconds(5));
        assertThat(outcomes).hasSize(1);
    }

    @Test
    void aSecondAnswerIsIgnored() {
        call("m1");
        receive(socket, "[3,\"m1\",{}]");
        receive(socket, "[3,\"m1\",{}]");
        receive(socket, "[4,\"m1\",\"GenericError\",\"\",{}]");
        assertThat(outcomes).hasSize(1);
        assertThat(takeTold()).containsExactly("idle");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[3,\"nobody\",{}]",
                "[4,\"nobody\",\"GenericError\",\"\",{}]",
                "[4,\"-1\",\"RpcFrameworkError\",\"\",{}]",
                "[3,\"M1\",{}]",
                "[3,\"\",{}]",
                "[3]"
            })
    void answersToCallsNeverMadeAreIgnoredAndNotAnswered(String answer) {
        call("m1");
        socket.takeSent();
        receive(socket, answer);
        assertThat(outcomes).isEmpty();
        assertThat(socket.takeSent()).isEmpty();
        assertThat(connection.idle()).isFalse();
    }

    @Test
    void losingTheSocketEndsTheCallBeforeTheLossIsTold() {
        call("m1");
        socket.listener.onClosed(1006, "reset by peer");
        time.runUntilIdle();
        assertThat(outcomes).containsExactly(new CallOutcome.ConnectionLost());
        assertThat(takeTold()).containsExactly("disconnected connection lost: reset by peer");
        time.advance(Duration.ofSeconds(9));
        assertThat(time.pendingTimers()).isEqualTo(1);
    }

    @Test
    void closingEndsTheCallInAStepOfItsOwn() {
        call("m1");
        connection.close("reset");
        assertThat(outcomes).isEmpty();
        time.runUntilIdle();
        assertThat(outcomes).containsExactly(new CallOutcome.ConnectionLost());
        assertThat(takeTold()).containsExactly("disconnected reset");
    }

    @Test
    void theNextCallMayBeSentFromTheOutcome() {
        connection.call(new OutgoingCall(
                "m1",
                io.karge.ocpp.Action.Heartbeat,
                com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode(),
                outcome -> call("m2")));
        receive(socket, "[3,\"m1\",{}]");
        assertThat(socket.takeSent()).hasSize(2);
        assertThat(told).isEmpty();
        receive(socket, "[3,\"m2\",{}]");
        assertThat(takeTold()).containsExactly("idle");
    }

    @Test
    void theTapSeesBothWaysWithTheAction() {
        call("m1");
        receive(socket, "[3,\"m1\",{}]");
        receive(socket, "[2,\"c1\",\"Reset\",{\"type\":\"OnIdle\"}]");
        connection.refuse("c1", RpcErrorCode.NotSupported, "no");
        receive(socket, "garbage");
        assertThat(tapped)
                .containsExactly(
                        "OUT Call Heartbeat",
                        "IN CallResult Heartbeat",
                        "IN Call Reset",
                        "OUT CallError Reset",
                        "IN ? ",
                        "OUT CallError ");
    }

    @Test
    void aCallOfTheCsmsMayCrossOurs() {
        call("m1");
        receive(socket, "[2,\"m1\",\"Reset\",{\"type\":\"OnIdle\"}]");
        assertThat(takeTold()).containsExactly("called m1 Reset");
        receive(socket, "[3,\"m1\",{}]");
        assertThat(outcomes).hasSize(1);
        connection.refuse("m1", RpcErrorCode.NotSupported, "no");
        assertThat(socket.takeSent()).last().isEqualTo("[4,\"m1\",\"NotSupported\",\"no\",{}]");
        assertThat(Frame.UNREADABLE_ID).isEqualTo("-1");
    }
}
