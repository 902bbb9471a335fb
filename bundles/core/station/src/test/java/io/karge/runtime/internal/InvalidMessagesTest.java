package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.station.SecurityEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is not valid of what a CSMS sends, as a security event (Part 2, appendix 1). */
class InvalidMessagesTest {
    private final GatewayHarness h = new GatewayHarness();
    private final List<String> raised = new ArrayList<>();

    @BeforeEach
    void listen() {
        h.provisioning.onStart = context -> context.offer(SecurityEvents.class, (type, info) -> {
            assertThat(type).isEqualTo("InvalidMessages");
            raised.add(info);
        });
    }

    @Test
    void raisesWhatIsNoMessage() {
        h.online();
        h.csms.send("garbage");
        assertThat(raised).hasSize(1);
    }

    @Test
    void raisesARequestThatDoesNotFitItsSchema() {
        h.online();
        h.csms.call("RequestStopTransaction", "{\"transactionId\":7}");
        assertThat(raised).singleElement().asString().startsWith("RequestStopTransaction: ");
    }

    /** It is valid: only the station does not have it. */
    @Test
    void raisesNothingForAnActionThatIsNotSupported() {
        h.online();
        h.csms.call("ClearCache", "{}");
        h.csms.call("MakeCoffee", "{}");
        assertThat(raised).isEmpty();
    }

    @Test
    void raisesAnAnswerThatDoesNotFitItsSchema() {
        h.csms.answerBy(text -> "[3,\"" + GatewayHarness.id(text) + "\",{\"status\":\"Perhaps\"}]");
        h.online();
        assertThat(raised).singleElement().asString().startsWith("the answer to BootNotification: ");
    }

    /** A CSMS that has lost its mind fills no log: each kind once a minute, with how many were left out. */
    @Test
    void raisesEachKindOnceAMinute() {
        h.online();
        for (int i = 0; i < 1_000; i++) {
            h.csms.send("garbage");
            h.csms.call("RequestStopTransaction", "{}");
        }
        assertThat(raised).hasSize(2);

        h.time.advance(Duration.ofSeconds(59));
        h.csms.send("garbage");
        assertThat(raised).hasSize(2);
        h.time.advance(Duration.ofSeconds(1));
        h.csms.send("garbage");
        assertThat(raised).hasSize(3);
        assertThat(raised.get(2)).endsWith("; 1000 more of the kind came since the last was told");
    }

    @Test
    void theWordsOfTheCsmsAreOneShortLine() {
        h.online();
        h.csms.call("RequestStopTransaction", "{\"" + "x\\n".repeat(2_000) + "\":1}");
        assertThat(raised).singleElement().asString().hasSizeLessThan(300).doesNotContain("\n");
    }
}
