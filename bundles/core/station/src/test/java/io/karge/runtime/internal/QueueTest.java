package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.DataTransferRequest;
import io.karge.ocpp.messages.DataTransferResponse;
import io.karge.station.CallReply;
import io.karge.station.Delivery;
import io.karge.station.DurableQueue;
import io.karge.station.QueueState;
import io.karge.station.QueuedItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A block's durable queue on the wire: over lost connections, crashes and swaps. */
class QueueTest {
    record Note(String text) {}

    private final GatewayHarness h = new GatewayHarness();
    private final List<DurableQueue<Note>> queues = new ArrayList<>();

    private void online() {
        h.transactions.onStart = context -> {
            DurableQueue<Note> queue = context.queue("notes", Note.class, new Notes());
            queues.add(queue);
            queue.send();
        };
        h.online();
    }

    private DurableQueue<Note> queue() {
        return queues.get(queues.size() - 1);
    }

    private void add(String... texts) {
        h.transactions.context().post(() -> {
            for (String text : texts) {
                queue().add(new Note(text));
            }
            queue().send();
        });
        h.time.runUntilIdle();
    }

    private List<String> frames() {
        return h.csms.received("\"DataTransfer\"");
    }

    private String lastFrame() {
        return frames().get(frames().size() - 1);
    }

    private void confirm() {
        h.csms.send("[3,\"" + GatewayHarness.id(lastFrame()) + "\",{\"status\":\"Accepted\"}]");
    }

    @Test
    void repeatsTheFrameInFlightWhenTheConnectionIsBack() {
        online();
        add("a", "b");
        h.csms.cut();
        h.time.advance(Duration.ofSeconds(20));

        assertThat(frames()).hasSize(2).containsOnly(frames().get(0));
        confirm();
        assertThat(frames()).hasSize(3);
        assertThat(lastFrame()).contains("\"b\"");
    }

    @Test
    void repeatsTheFrameInFlightAfterACrash() {
        online();
        add("a", "b");
        h.crashAndStart();

        assertThat(frames()).hasSize(2).containsOnly(frames().get(0));
        confirm();
        confirm();
        assertThat(queue().size()).isZero();
    }

    @Test
    void goesOnInTheSuccessorOfItsBlock() {
        online();
        add("a", "b");
        h.now(h.gateway.removeBlock(h.transactions));
        h.gateway.addBlock(h.transactions);
        h.time.runUntilIdle();
        assertThat(queues).hasSize(2);
        assertThat(queue().items()).extracting(Note::text).containsExactly("a", "b");
        h.csms.cut();
        h.time.advance(Duration.ofSeconds(20));

        assertThat(frames()).containsOnly(frames().get(0));
        confirm();
        assertThat(queues.get(0).size())
                .as("the one that is closed hears nothing")
                .isEqualTo(2);
        assertThat(queue().size()).isEqualTo(1);
    }

    /** An answer that comes after its message was repeated is that message's; the surplus one is nobody's. */
    @Test
    void takesALateAnswerForNoOtherMessage() {
        online();
        add("a", "b");
        while (frames().size() < 2) {
            h.time.advance(Duration.ofSeconds(1));
        }
        assertThat(frames()).as("identical").containsOnly(frames().get(0));
        String answer = "[3,\"" + GatewayHarness.id(lastFrame()) + "\",{\"status\":\"Accepted\"}]";
        h.csms.send(answer);
        h.csms.send(answer);

        assertThat(frames()).hasSize(3);
        assertThat(lastFrame()).contains("\"b\"");
        assertThat(queue().items()).extracting(Note::text).containsExactly("b");
        confirm();
        assertThat(queue().size()).isZero();
    }

    /** An answer that comes in the pause before the repetition does not count: the message is repeated, once. */
    @Test
    void repeatsAMessageWhoseAnswerCameInThePause() {
        online();
        add("a", "b");
        while (view().startsWith("attempt 1 is")) {
            h.time.advance(Duration.ofSeconds(1));
        }
        assertThat(view()).matches("attempt 1 failed: the CSMS did not answer in time, next at .*");
        confirm();
        h.time.advance(Duration.ofSeconds(10));
        assertThat(frames()).hasSize(2);
        confirm();

        assertThat(frames()).hasSize(3);
        assertThat(queue().items()).extracting(Note::text).containsExactly("b");
    }

    @Test
    void knowsAfterACrashWhyTheLastAttemptFailed() {
        online();
        add("a");
        while (view().startsWith("attempt 1 is")) {
            h.time.advance(Duration.ofSeconds(1));
        }
        h.crashAndStart();

        assertThat(view()).contains("attempt 1 failed: the CSMS did not answer in time");
    }

    private String view() {
        List<QueueState> states = new ArrayList<>();
        h.transactions.context().post(() -> {
            states.add(queueState());
        });
        h.time.runUntilIdle();
        return states.get(0).text();
    }

    private QueueState queueState() {
        return ((BlockContext) h.transactions.context()).queues().states().get(0);
    }

    /** A refusal leaves no mark: the message once more, then the others, each once. */
    @Test
    void goesOnAfterARefusedMessageWasAccepted() {
        online();
        h.csms.answerBy(text -> !text.contains("DataTransfer")
                ? ""
                : frames().size() == 1
                        ? "[4,\"" + GatewayHarness.id(text) + "\",\"InternalError\",\"\",{}]"
                        : "[3,\"" + GatewayHarness.id(text) + "\",{\"status\":\"Accepted\"}]");
        add("a", "b", "c");
        h.time.advance(Duration.ofMinutes(5));

        assertThat(frames())
                .extracting(text -> text.replaceFirst(".*\"vendorId\":\"(\\w)\".*", "$1"))
                .containsExactly("a", "a", "b", "c");
    }

    /** Not only for TransactionEvents: the CSMS has not got these either. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRemovedStationIsListedWhileMessagesOfAnyBlockWait(boolean whileDown) {
        h.availability.onStart = context -> {
            DurableQueue<Note> queue = context.queue("notes", Note.class, new Notes());
            queue.add(new Note("a"));
        };
        h.online();
        if (whileDown) {
            h.store.crash();
            h.gateway.close();
            h.time.runUntilIdle();
            h.gateway = h.build();
            h.now(((DefaultGateway) h.gateway).transactionsRun(GatewayHarness.ID));
        } else {
            h.now(h.gateway.removeStation(GatewayHarness.ID));
        }

        assertThat(h.gateway.stationIds()).containsExactly(GatewayHarness.ID);
        assertThat(h.view().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("The station has no cfg while messages wait for the CSMS");
            assertThat(problem.remedy()).contains("cfg back", "station:discard --force CS-1");
        });
    }

    private static final class Notes implements Delivery<Note, DataTransferResponse> {
        @Override
        public OcppRequest request(Note note) {
            return DataTransferRequest.of(note.text());
        }

        @Override
        public Class<DataTransferResponse> responseType() {
            return DataTransferResponse.class;
        }

        @Override
        public Outcome replied(Note note, CallReply<DataTransferResponse> reply, int sends) {
            return reply instanceof CallReply.Answered
                    ? new Outcome.Done()
                    : new Outcome.RetryAfter(Duration.ofSeconds(10));
        }

        @Override
        public int bound() {
            return 10;
        }

        @Override
        public List<QueuedItem<Note>> thin(List<QueuedItem<Note>> unsent) {
            return List.of();
        }
    }

    /** Else the CSMS would get the message twice, though it has confirmed it. */
    @Test
    void repeatsNothingThatIsConfirmedWhileItsBlockIsAway() {
        online();
        add("a", "b");
        h.now(h.gateway.removeBlock(h.transactions));
        confirm();

        h.gateway.addBlock(h.transactions);
        h.time.runUntilIdle();

        assertThat(frames()).hasSize(2).doesNotHaveDuplicates();
        assertThat(lastFrame()).contains("b");
        assertThat(queue().items()).extracting(Note::text).containsExactly("b");
    }
}
