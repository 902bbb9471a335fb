package io.karge.testsystem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.driver.testkit.VirtualTime;
import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.HeartbeatRequest;
import io.karge.testsystem.CsmsStation.CallFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CsmsStationTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final VirtualTime time = new VirtualTime();
    private final List<String> sent = new ArrayList<>();
    private final List<OcppRequest> observed = new ArrayList<>();
    private final CsmsStation station = station(new AcceptingBehaviour(time, 300, Set.of()));

    @Test
    void answersACallAfterTellingTheObserver() {
        station.received("[2,\"1\",\"Heartbeat\",{}]");

        assertThat(sent).containsExactly("[3,\"1\",{\"currentTime\":\"2026-01-01T00:00:00.000Z\"}]");
        assertThat(observed).containsExactly(HeartbeatRequest.of());
    }

    @Test
    void refusesOrLeavesUnansweredWhatItsBehaviourDoes() {
        station((id, request) -> {
                    throw new CsmsBehaviour.RefusedException(RpcErrorCode.GenericError, "not today");
                })
                .received("[2,\"1\",\"Heartbeat\",{}]");
        station((id, request) -> {
                    throw new CsmsBehaviour.UnansweredException();
                })
                .received("[2,\"2\",\"Heartbeat\",{}]");

        assertThat(sent).containsExactly("[4,\"1\",\"GenericError\",\"not today\",{}]");
        assertThat(observed).containsExactly(HeartbeatRequest.of(), HeartbeatRequest.of());
    }

    @Test
    void makesOneCallAtATime() {
        CompletableFuture<JsonNode> first = call("GetBaseReport");
        CompletableFuture<JsonNode> second = call("TriggerMessage");

        assertThat(sent).singleElement().asString().contains("GetBaseReport");
        answer(0, "{\"status\":\"Accepted\"}");

        assertThat(first)
                .isCompletedWithValueMatching(
                        payload -> payload.path("status").asText().equals("Accepted"));
        assertThat(sent).hasSize(2).last().asString().contains("TriggerMessage");
        assertThat(second).isNotDone();
    }

    @Test
    void failsACallThatIsNotAnsweredInTimeAndMakesTheNext() {
        CompletableFuture<JsonNode> first = call("GetBaseReport");
        CompletableFuture<JsonNode> second = call("TriggerMessage");

        time.advance(CsmsStation.CALL_TIMEOUT.minusMillis(1));
        assertThat(first).isNotDone();
        time.advance(Duration.ofMillis(1));

        assertFailed(first, "CS-1 did not answer GetBaseReport within 30 s");
        assertThat(sent).hasSize(2);
        answer(1, "{}");
        assertThat(second).isCompleted();
    }

    @Test
    void passesOverAnAnswerThatComesTooLate() {
        CompletableFuture<JsonNode> first = call("GetBaseReport");
        CompletableFuture<JsonNode> second = call("TriggerMessage");
        time.advance(CsmsStation.CALL_TIMEOUT);

        answer(0, "{}");

        assertThat(first).isCompletedExceptionally();
        assertThat(second).isNotDone();
    }

    @Test
    void leavesNoTimerBehindOnceACallIsAnswered() {
        CompletableFuture<JsonNode> call = call("GetBaseReport");
        answer(0, "{}");

        assertThat(call).isCompleted();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void failsACallThatTheStationRefuses() {
        CompletableFuture<JsonNode> call = call("GetBaseReport");

        station.received("[4,\"" + id(0) + "\",\"NotSupported\",\"no reports\",{}]");

        assertFailed(call, "NotSupported: no reports");
    }

    @Test
    void failsAllCallsWhenTheConnectionGoes() {
        CompletableFuture<JsonNode> open = call("GetBaseReport");
        CompletableFuture<JsonNode> waiting = call("TriggerMessage");

        station.closed();

        assertFailed(open, "CS-1 disconnected");
        assertFailed(waiting, "CS-1 disconnected");
        assertFailed(call("Reset"), "CS-1 disconnected");
        assertThat(sent).hasSize(1);
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void answersWhatIsNoProperFrame() {
        station.received("[2,\"1\"]");
        station.received("nonsense");

        assertThat(sent).hasSize(2);
        assertThat(sent.get(0)).startsWith("[4,");
        assertThat(sent.get(1)).startsWith("[4,\"-1\",");
    }

    @Test
    void passesOverABrokenAnswerAndAMessageOfUnknownType() {
        station.received("[3]");
        station.received("[7,\"1\",{}]");

        assertThat(sent).isEmpty();
    }

    @Test
    void refusesWhatOcppDoesNotKnowAndWhatAStationMayNotAsk() {
        station.received("[2,\"1\",\"MakeCoffee\",{}]");
        station.received("[2,\"2\",\"Reset\",{\"type\":\"Immediate\"}]");
        station.received("[2,\"3\",\"Heartbeat\",{\"more\":1}]");

        assertThat(sent.get(0)).startsWith("[4,\"1\",\"NotImplemented\",");
        assertThat(sent.get(1)).startsWith("[4,\"2\",\"NotSupported\",");
        assertThat(sent.get(2)).startsWith("[4,\"3\",\"ProtocolError\",");
    }

    @Test
    void answersInternalErrorWhenTheBehaviourFails() {
        CsmsStation unlucky = station((id, request) -> {
            throw new IllegalStateException("broken");
        });

        unlucky.received("[2,\"1\",\"Heartbeat\",{}]");

        assertThat(sent)
                .singleElement()
                .asString()
                .startsWith("[4,\"1\",\"InternalError\",")
                .contains("broken");
    }

    private CsmsStation station(CsmsBehaviour behaviour) {
        return new CsmsStation(
                "CS-1", new OcppCodec(), behaviour, (id, request) -> observed.add(request), sent::add, time);
    }

    private CompletableFuture<JsonNode> call(String action) {
        return station.call(action, JSON.createObjectNode()).toCompletableFuture();
    }

    private void answer(int index, String payload) {
        station.received("[3,\"" + id(index) + "\"," + payload + "]");
    }

    private String id(int index) {
        try {
            return JSON.readTree(sent.get(index)).get(1).asText();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertFailed(CompletableFuture<JsonNode> call, String why) {
        assertThat(failure(call)).isInstanceOf(CallFailedException.class).hasMessageContaining(why);
    }

    static Throwable failure(CompletableFuture<?> call) {
        assertThat(call).isDone();
        return call.handle((value, failure) -> failure).join();
    }
}
