package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.RequestStopTransactionResponse;
import io.karge.ocpp.messages.ResetResponse;
import io.karge.ocpp.types.RequestStartStopStatusEnumType;
import io.karge.ocpp.types.ResetStatusEnumType;
import io.karge.station.StationEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DispatchTest {
    private final GatewayHarness h = new GatewayHarness();

    @Test
    void answersThroughTheBlockThatDeclaredTheAction() {
        h.transactions.onRequest = (context, request, responder) ->
                responder.answer(RequestStopTransactionResponse.of(RequestStartStopStatusEnumType.Accepted));
        h.online();

        assertThat(answer("RequestStopTransaction", "{\"transactionId\":\"t1\"}"))
                .matches("\\[3,\"csms-1\",\\{\"status\":\"Accepted\"}]");
    }

    /** What follows in the step is the doing of the CSMS too; what comes later is not. */
    @Test
    void whatARequestDoesIsTheDoingOfTheCsms() {
        List<String> actors = new ArrayList<>();
        h.transactions.onRequest = (context, request, responder) -> {
            actors.add("request " + context.actor());
            context.publish(new StationEvent.TransactionEventsDelivered());
            context.after(Duration.ofSeconds(1), () -> actors.add("later " + context.actor()));
        };
        h.authorization.onEvent = (context, event) -> {
            if (event instanceof StationEvent.TransactionEventsDelivered) {
                actors.add("event " + context.actor());
            }
        };
        h.online();
        answer("RequestStopTransaction", "{\"transactionId\":\"t1\"}");
        h.time.advance(Duration.ofSeconds(2));
        assertThat(actors).containsExactly("request csms", "event csms", "later gateway");
    }

    @Test
    void refusesAnActionThatOcppDoesNotKnow() {
        h.online();
        assertThat(answer("MakeCoffee", "{}")).contains("\"NotImplemented\"");
    }

    @Test
    void refusesAnActionThatNoBlockAnswers() {
        h.online();
        assertThat(answer("ClearCache", "{}")).contains("\"NotSupported\"");
    }

    @Test
    void refusesARequestThatIsNotForStations() {
        h.online();
        assertThat(answer("Heartbeat", "{}")).contains("\"NotSupported\"");
    }

    @Test
    void refusesAnInvalidPayloadWithTheCodeOfItsViolation() {
        h.online();
        assertThat(answer("RequestStopTransaction", "{}")).contains("\"OccurrenceConstraintViolation\"");
        assertThat(answer("RequestStopTransaction", "{\"transactionId\":7}")).contains("\"TypeConstraintViolation\"");
        assertThat(h.transactions.contexts).hasSize(1);
    }

    @Test
    void refusesAMessageThatIsLongerThanAnnounced() { // B06.FR.17, B08.FR.18
        h.provisioning.onRequest =
                (context, request, responder) -> responder.refuse(RpcErrorCode.GenericError, "it was handed over");
        h.online();
        int most = 65_536; // BytesPerMessage of a product that says nothing
        String start = "[2,\"csms-9\",\"GetVariables\",{\"getVariableData\":[{\"component\":{\"name\":\"";
        String end = "\"},\"variable\":{\"name\":\"V\"}}]}]";
        int filling = most - start.length() - end.length();

        h.csms.send(start + "\u00e9".repeat(25) + end + " ".repeat(filling - 50));
        assertThat(h.csms.answerTo("csms-9")).contains("it was handed over");
        h.csms.received.clear();
        h.csms.send(start + "\u00e9".repeat(25) + end + " ".repeat(filling - 49));
        assertThat(h.csms.answerTo("csms-9"))
                .contains("\"FormatViolation\"")
                .contains("65537 bytes, BytesPerMessage allows 65536");
    }

    @Test
    void answersSecurityErrorWhileRejected() { // B03.FR.08
        h.status = "Rejected";
        h.online();
        assertThat(answer("GetVariables", "{\"getVariableData\":[]}")).contains("\"SecurityError\"");
    }

    @Test
    void answersSecurityErrorBeforeTheFirstAnswer() {
        h.csms.answerBy(text -> "");
        h.online();
        assertThat(answer("GetVariables", "{}")).contains("\"SecurityError\"");
    }

    @Test
    void letsTheBlocksAnswerWhilePending() { // B02.FR.01, B02.FR.05
        h.transactions.onRequest = (context, request, responder) ->
                responder.answer(RequestStopTransactionResponse.of(RequestStartStopStatusEnumType.Rejected));
        h.status = "Pending";
        h.online();
        assertThat(answer("RequestStopTransaction", "{\"transactionId\":\"t1\"}"))
                .contains("\"Rejected\"");
    }

    @Test
    void answersForABlockThatThrows() {
        h.transactions.onRequest = (context, request, responder) -> {
            throw new IllegalStateException("broken");
        };
        h.online();
        assertThat(answer("RequestStopTransaction", "{\"transactionId\":\"t1\"}"))
                .contains("\"InternalError\"");
    }

    @Test
    void answersForABlockThatNeverAnswers() {
        h.online();
        assertThat(answer("RequestStopTransaction", "{\"transactionId\":\"t1\"}"))
                .isEmpty();

        h.time.advance(Duration.ofSeconds(25));

        assertThat(h.csms.answerTo("csms-1")).contains("\"InternalError\"");
    }

    @Test
    void dropsASecondAnswer() {
        h.transactions.onRequest = (context, request, responder) -> {
            responder.refuse(RpcErrorCode.GenericError, "no");
            responder.answer(RequestStopTransactionResponse.of(RequestStartStopStatusEnumType.Accepted));
        };
        h.online();

        assertThat(answer("RequestStopTransaction", "{\"transactionId\":\"t1\"}"))
                .contains("GenericError");
        assertThat(h.csms.received("csms-1")).hasSize(1);
    }

    @Test
    void refusesAResponseOfAnotherAction() {
        h.transactions.onRequest =
                (context, request, responder) -> responder.answer(ResetResponse.of(ResetStatusEnumType.Accepted));
        h.online();
        assertThat(answer("RequestStopTransaction", "{\"transactionId\":\"t1\"}"))
                .contains("\"InternalError\"");
    }

    @Test
    void answersForABlockThatIsRemoved() {
        h.online();
        assertThat(answer("RequestStopTransaction", "{\"transactionId\":\"t1\"}"))
                .isEmpty();

        h.now(h.gateway.removeBlock(h.transactions));

        assertThat(h.csms.answerTo("csms-1")).contains("\"NotSupported\"");
        assertThat(answer("RequestStopTransaction", "{\"transactionId\":\"t1\"}"))
                .contains("\"NotSupported\"");
    }

    private String answer(String action, String payload) {
        return h.csms.answerTo(h.csms.call(action, payload));
    }
}
