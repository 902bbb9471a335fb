package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.messages.HeartbeatRequest;
import io.karge.ocpp.messages.HeartbeatResponse;
import io.karge.ocpp.messages.RequestStopTransactionResponse;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.ocpp.types.RequestStartStopStatusEnumType;
import io.karge.station.CallPermission;
import io.karge.station.TriggerDecision;
import io.karge.station.TriggerDecision.Rejected;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** F06: a block asks the others who sends a message. */
class TriggerTest {
    private final GatewayHarness h = new GatewayHarness();

    private Optional<TriggerDecision> ask() {
        return h.transactions.context().trigger(MessageTriggerEnumType.Heartbeat, null);
    }

    @Test
    void asksTheBlocksOnTheirLoop() {
        h.provisioning.onTrigger = (context, message) -> Optional.of(new Rejected("Unspecified", "for " + message));
        h.online();
        assertThat(ask()).contains(new Rejected("Unspecified", "for Heartbeat"));
    }

    @Test
    void findsNobodyWhenNoBlockHasTheMessage() { // F06.FR.08
        h.online();
        assertThat(ask()).isEmpty();
    }

    @Test
    void aBlockThatFailsRejects() {
        h.provisioning.onTrigger = (context, message) -> {
            throw new IllegalStateException("broken");
        };
        h.online();
        assertThat(ask()).hasValueSatisfying(decision -> assertThat(decision).isInstanceOf(Rejected.class));
    }

    @Test
    void theAnswerLeavesBeforeTheMessage() { // F06.FR.04
        h.provisioning.onTrigger = (context, message) -> Optional.of(new TriggerDecision.Accepted(() ->
                context.call(HeartbeatRequest.of(), HeartbeatResponse.class, CallPermission.REQUESTED, reply -> {})));
        h.transactions.onRequest = (context, request, responder) -> {
            TriggerDecision decision =
                    context.trigger(MessageTriggerEnumType.Heartbeat, null).orElseThrow();
            responder.answer(RequestStopTransactionResponse.of(RequestStartStopStatusEnumType.Accepted));
            ((TriggerDecision.Accepted) decision).send().run();
        };
        h.online();
        int before = h.csms.received.size();
        h.csms.call("RequestStopTransaction", "{\"transactionId\":\"t1\"}");
        List<String> sent = h.csms.received.subList(before, h.csms.received.size());
        assertThat(sent).hasSize(2);
        assertThat(sent.get(0)).startsWith("[3,\"csms-1\"");
        assertThat(sent.get(1)).contains("\"Heartbeat\"");
    }
}
