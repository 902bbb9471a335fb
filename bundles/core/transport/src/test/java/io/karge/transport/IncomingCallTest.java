package io.karge.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.karge.ocpp.RpcErrorCode;
import io.karge.transport.MemoryConnector.MemorySocket;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CALLs from the CSMS, good and hostile (Part 4, chapter 4). */
class IncomingCallTest extends OcppConnectionFixture {

    private MemorySocket socket;

    @BeforeEach
    void connect() {
        socket = openAndAccept();
        takeTold();
    }

    @Test
    void handsACallOverAndSendsTheAnswer() {
        receive(socket, reset("c1"));
        assertThat(takeTold()).containsExactly("called c1 Reset");
        assertThat(socket.reads).isEqualTo(2);

        connection.answer("c1", JsonNodeFactory.instance.objectNode().put("status", "Accepted"));
        assertThat(socket.takeSent()).containsExactly("[3,\"c1\",{\"status\":\"Accepted\"}]");
        time.runUntilIdle();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void anUnknownActionIsHandedOverForTheStationToRefuse() {
        receive(socket, "[2,\"c1\",\"MakeCoffee\",{}]");
        assertThat(takeTold()).containsExactly("called c1 MakeCoffee");
        connection.refuse("c1", RpcErrorCode.NotImplemented, "unknown");
        assertThat(socket.takeSent()).containsExactly("[4,\"c1\",\"NotImplemented\",\"unknown\",{}]");
    }

    @Test
    void callsThatDoNotWaitAreServedInOrder() {
        receive(socket, reset("c1"));
        receive(socket, reset("c2"));
        receive(socket, reset("c3"));
        assertThat(takeTold()).containsExactly("called c1 Reset");

        connection.refuse("c1", RpcErrorCode.NotSupported, "");
        assertThat(told).isEmpty();
        time.runUntilIdle();
        assertThat(takeTold()).containsExactly("called c2 Reset");
        connection.refuse("c2", RpcErrorCode.NotSupported, "");
        time.runUntilIdle();
        assertThat(takeTold()).containsExactly("called c3 Reset");
    }

    @Test
    void ofAHundredCallsAtOnceEachIsAnsweredOnceInOrderAsFarAsTheBoundAllows() {
        for (int i = 0; i < 100; i++) {
            socket.listener.onText(reset("c" + i));
        }
        time.runUntilIdle();
        assertThat(socket.takeSent())
                .hasSize(100 - IncomingCalls.MAX_OPEN)
                .allMatch(text -> text.contains("\"InternalError\""));

        for (int i = 0; i < IncomingCalls.MAX_OPEN; i++) {
            assertThat(takeTold()).containsExactly("called c" + i + " Reset");
            connection.answer("c" + i, JsonNodeFactory.instance.objectNode());
            time.runUntilIdle();
            assertThat(socket.takeSent()).containsExactly("[3,\"c" + i + "\",{}]");
        }
        assertThat(told).isEmpty();
        receive(socket, reset("after"));
        assertThat(takeTold()).containsExactly("called after Reset");
    }

    @Test
    void aSecondCallWithTheIdOfAnOpenOneIsRefusedAndTheFirstIsAnsweredAsUsual() {
        receive(socket, reset("c1"));
        receive(socket, reset("c1"));
        assertThat(takeTold()).containsExactly("called c1 Reset");
        assertThat(socket.takeSent()).singleElement().asString().startsWith("[4,\"c1\",\"RpcFrameworkError\"");
        assertThat(invalid).containsExactly("Reset with the message id c1 of a CALL that is being handled");

        connection.answer("c1", JsonNodeFactory.instance.objectNode());
        assertThat(socket.takeSent()).containsExactly("[3,\"c1\",{}]");
        receive(socket, reset("c1"));
        assertThat(takeTold()).containsExactly("called c1 Reset");
    }

    @Test
    void aCallThatIsNotAnsweredHoldsTheNextOneUpForTheMessageTimeoutOnly() {
        receive(socket, reset("c1"));
        receive(socket, reset("c2"));
        takeTold();
        time.advance(messageTimeout);
        assertThat(takeTold()).containsExactly("called c2 Reset");

        connection.answer("c1", JsonNodeFactory.instance.objectNode());
        assertThat(socket.takeSent()).containsExactly("[3,\"c1\",{}]");
    }

    @Test
    void aSecondAnswerAndAnAnswerToNothingAreDropped() {
        receive(socket, reset("c1"));
        connection.answer("c1", JsonNodeFactory.instance.objectNode());
        connection.answer("c1", JsonNodeFactory.instance.objectNode());
        connection.refuse("c9", RpcErrorCode.InternalError, "");
        assertThat(socket.takeSent()).hasSize(1);
    }

    @Test
    void anAnswerDoesNotGoToTheNextSocket() {
        receive(socket, reset("c1"));
        receive(socket, reset("c2"));
        connection.reconnect("new");
        MemorySocket second = accept();
        takeTold();
        connection.answer("c1", JsonNodeFactory.instance.objectNode());
        time.advance(messageTimeout);
        assertThat(second.sent).isEmpty();
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "{}",
                "[]",
                "null",
                "[2",
                "[2]",
                "[2,5,\"Reset\",{}]",
                "[2,\"\",\"Reset\",{}]",
                "[2,\"0123456789012345678901234567890123456\",\"Reset\",{}]",
                "[2,\"\\ud83d\",\"Reset\",{}]",
                "[\"2\",\"c1\",\"Reset\",{}]",
                "\u0000\uFFFF"
            })
    void whatHasNoReadableIdIsAnsweredUnderMinusOne(String text) {
        receive(socket, text);
        assertThat(socket.takeSent()).singleElement().asString().startsWith("[4,\"-1\",\"RpcFrameworkError\",\"");
        assertThat(invalid).hasSize(1);
        assertThat(told).isEmpty();
        assertThat(connection.connected()).isTrue();
        assertThat(socket.reads).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[2,\"c1\"]|RpcFrameworkError",
                "[2,\"c1\",7,{}]|RpcFrameworkError",
                "[2,\"c1\",\"Reset\"]|RpcFrameworkError",
                "[2,\"c1\",\"Reset\",{},1]|RpcFrameworkError",
                "[2,\"c1\",\"Reset\",{\"type\":]|FormatViolation",
                "[2,\"c1\",\"Reset\",{\"type\":\"OnIdle\"|FormatViolation"
            })
    void aBrokenCallIsAnsweredUnderItsId(String text, String code) {
        receive(socket, text);
        assertThat(socket.takeSent()).singleElement().asString().startsWith("[4,\"c1\",\"" + code + "\",\"");
        assertThat(invalid).hasSize(1);
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[5,\"c1\",{}]", "[6,\"c1\",\"Reset\",{}]", "[-1]", "[99999999999999999999,\"a\"]"})
    void unknownMessageTypesAreIgnored(String text) {
        receive(socket, text);
        assertThat(socket.takeSent()).isEmpty();
        assertThat(told).isEmpty();
        assertThat(invalid).singleElement().asString().startsWith("a message of the unknown type");
        receive(socket, reset("c1"));
        assertThat(takeTold()).containsExactly("called c1 Reset");
    }

    @Test
    void deepNestingIsRefused() {
        receive(socket, "[2,\"c1\",\"Reset\"," + "{\"a\":".repeat(50_000));
        assertThat(socket.takeSent()).singleElement().asString().startsWith("[4,\"c1\",\"FormatViolation\"");
    }

    @Test
    void aBinaryMessageEndsTheConnection() {
        socket.listener.onBinary();
        time.runUntilIdle();
        assertThat(socket.closed).startsWith("1003");
        assertThat(takeTold()).containsExactly("disconnected the CSMS sent a binary message");
        assertThat(invalid).containsExactly("a binary message");
        assertThat(untilNextAttempt()).isEqualTo(Duration.ofSeconds(10));
        assertThat(socket.aborted).isTrue();
    }

    @Test
    void theCauseOfALossCannotForgeLogLines() {
        socket.listener.onClosed(1000, "bye\nstation=CS2 connected" + "x".repeat(1_000));
        time.runUntilIdle();
        assertThat(takeTold()).singleElement().asString().doesNotContain("\n").hasSizeLessThan(350);
    }

    private static String reset(String messageId) {
        return "[2,\"" + messageId + "\",\"Reset\",{\"type\":\"OnIdle\"}]";
    }
}
