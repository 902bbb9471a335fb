package io.karge.station.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.karge.driver.StationModel;
import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.DataTransferRequest;
import io.karge.ocpp.messages.DataTransferResponse;
import io.karge.ocpp.types.DataTransferStatusEnumType;
import io.karge.station.BlockState.StateException;
import io.karge.station.CallReply;
import io.karge.station.Delivery;
import io.karge.station.DurableQueue;
import io.karge.station.FunctionalBlock;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.ProductFacts;
import io.karge.station.QueuedItem;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.VariableDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every queue keeps, whatever its policy. */
class DurableQueueTest {
    private static final int BOUND = 4;
    private static final Duration RETRY = Duration.ofSeconds(30);

    record Note(String text) {}

    private final List<String> log = new ArrayList<>();
    private final Notes policy = new Notes();
    private final BlockTester station = BlockTester.of(new NotesFactory());
    private DurableQueue<Note> queue;

    private void add(String... texts) {
        for (String text : texts) {
            queue.add(new Note(text));
        }
        queue.send();
    }

    private void confirm() {
        station.lastCall().answer(DataTransferResponse.of(DataTransferStatusEnumType.Accepted));
    }

    private List<String> sent() {
        return station.calls(DataTransferRequest.class).stream()
                .map(DataTransferRequest::vendorId)
                .toList();
    }

    private Set<String> messageIds() {
        return Set.copyOf(station.calls().stream().map(SentCall::messageId).toList());
    }

    @Test
    void sendsOneAtATimeInOrder() {
        station.start();
        add("a", "b");
        assertThat(sent()).containsExactly("a");
        assertThat(queue.size()).isEqualTo(2);
        confirm();
        assertThat(sent()).containsExactly("a", "b");
        confirm();

        assertThat(log).containsExactly("delivered a Accepted", "delivered b Accepted", "empty");
        assertThat(station.state().keys()).isEmpty();
        assertThat(messageIds()).hasSize(2);
    }

    /** What need not be said any more is not, but what is on its way cannot be held back. */
    @Test
    void takesBackWhatIsNotOnItsWay() {
        station.start();
        add("a", "b", "c");
        queue.withdraw(note -> !note.text().equals("c"));
        assertThat(queue.items().map(Note::text)).containsExactly("a", "c");
        confirm();
        assertThat(sent()).containsExactly("a", "c");
    }

    /** Nor is what was cut off repeated. */
    @Test
    void takesBackWhatWasCutOff() {
        station.start();
        add("a", "b");
        station.lifeCycle().setConnected(false);
        station.lastCall().loseConnection();
        queue.withdraw(note -> note.text().equals("a"));
        station.goOnline(Duration.ofSeconds(5));
        assertThat(sent()).containsExactly("a", "b");
        confirm();
        assertThat(station.state().keys()).isEmpty();
    }

    @Test
    void sendsNothingBeforeItIsToldTo() {
        station.start();
        queue.add(new Note("a"));
        assertThat(station.calls()).isEmpty();
        assertThat(station.state().keys()).containsExactly("notes/0");

        queue.send();
        assertThat(sent()).containsExactly("a");
    }

    @Test
    void repeatsWithTheSameMessageIdAfterThePausesOfThePolicy() {
        station.start();
        add("a", "b");
        station.lastCall().timeOut();
        station.advance(RETRY.minusMillis(1));
        add("c");
        assertThat(sent()).hasSize(1);
        station.advance(Duration.ofMillis(1));
        station.lastCall().timeOut();
        station.advance(RETRY);

        assertThat(log).containsExactly("a failed 1", "a failed 2");
        assertThat(sent()).containsExactly("a", "a", "a");
        assertThat(messageIds()).hasSize(1);
    }

    @Test
    void givesUpWhatThePolicyGivesUpAndGoesOn() {
        station.start();
        add("a", "b");
        station.lastCall().refuse("InternalError", "no");

        assertThat(log).containsExactly("a failed 1", "discarded a after 1: InternalError");
        assertThat(sent()).containsExactly("a", "b");
        assertThat(queue.items()).containsExactly(new Note("b"));
    }

    @Test
    void tellsWhenTheAnswerToWhatWasDeliveredIsNoValidResponse() {
        station.start();
        add("a", "b");
        station.lastCall().answerUnreadably("status is missing", JsonNodeFactory.instance.objectNode());

        assertThat(log).containsExactly("delivered a, but status is missing");
        assertThat(sent()).containsExactly("a", "b");
    }

    @Test
    void countsNoTransmissionThatWasCutOffAndRepeatsItOnline() {
        station.start();
        add("a");
        for (int i = 0; i < 5; i++) {
            station.goOffline();
            station.lastCall().loseConnection();
            station.advance(Duration.ofMinutes(1));
            assertThat(sent()).hasSize(i + 1);
            station.goOnline(Duration.ofMinutes(1));
        }

        assertThat(sent()).hasSize(6);
        assertThat(messageIds()).hasSize(1);
        station.lastCall().timeOut();
        assertThat(log).containsExactly("a failed 1");
    }

    @Test
    void goesOnAlsoWhenItWasOnlineBeforeItHeardOfTheLoss() {
        station.start();
        add("a");
        station.goOffline();
        station.goOnline(Duration.ofSeconds(1));
        station.lastCall().loseConnection();
        station.advance(Duration.ofSeconds(10));
        station.lastCall().notSent("not its turn");
        station.advance(Duration.ofSeconds(10));

        assertThat(sent()).hasSize(3);
        assertThat(log).isEmpty();
    }

    @Test
    void endsThePauseWhenTheStationComesOnline() {
        station.start();
        add("a");
        station.lastCall().timeOut();
        station.goOffline();
        station.goOnline(Duration.ofSeconds(1));
        assertThat(sent()).hasSize(2);

        station.advance(RETRY);
        assertThat(sent()).as("the pause is over for good").hasSize(2);
    }

    @Test
    void leavesTheMomentOfTheReturnToTheBlockThatWantsIt() {
        policy.sendsWhenOnline = false;
        station.start();
        station.goOffline();
        add("a");
        station.goOnline(Duration.ofSeconds(1));
        assertThat(station.calls()).isEmpty();

        queue.send();
        assertThat(sent()).containsExactly("a");
    }

    @Test
    void goesOnWhereItsPredecessorEnded() {
        station.start();
        add("a", "b", "c");
        station.lastCall().timeOut();
        String messageId = station.lastCall().messageId();
        station.close();
        station.start();
        assertThat(queue.items()).extracting(Note::text).containsExactly("a", "b", "c");
        queue.reviseUnsent(note -> new Note(note.text() + "'"));
        queue.send();

        assertThat(station.lastCall().messageId()).isEqualTo(messageId);
        station.lastCall().timeOut();
        assertThat(log).as("attempts are counted on").containsExactly("a failed 1", "a failed 2");
        station.advance(RETRY);
        confirm();
        confirm();
        confirm();
        assertThat(sent()).endsWith("a", "b'", "c'");
    }

    @Test
    void keepsTheOrderWhenSlotsAreUsedAgain() {
        station.start();
        add("a", "b", "c");
        confirm();
        add("d");
        assertThat(station.state().stored("notes/0")).contains("\"d\"");
        station.close();
        station.start();

        assertThat(queue.items()).extracting(Note::text).containsExactly("b", "c", "d");
    }

    @Test
    void changesWhatWasNotSentOnly() {
        station.start();
        add("a", "b");
        queue.reviseUnsent(note -> new Note(note.text() + "'"));

        assertThat(queue.items()).extracting(Note::text).containsExactly("a", "b'");
        assertThat(station.state().stored("notes/1")).contains("b'");
    }

    @Test
    void asksThePolicyWhatGoesAtTheBound() {
        station.start();
        add("a");
        add("b", "c", "d", "e");

        assertThat(log).containsExactly("of b, c, d, e");
        assertThat(queue.items()).extracting(Note::text).containsExactly("a", "c", "d", "e");
        assertThat(station.state().keys()).hasSize(BOUND);
    }

    @Test
    void leavesNoTraceOfANewOneThatGoesAtOnce() {
        policy.dropsNewest = true;
        station.start();
        add("a", "b", "c", "d", "e");

        assertThat(queue.items()).extracting(Note::text).containsExactly("a", "b", "c", "d");
        assertThat(station.state().keys()).containsExactly("notes/0", "notes/1", "notes/2", "notes/3");
    }

    @Test
    void isNotEmptyWhenTheBlockAddsSomethingAtTheDelivery() {
        station.start();
        policy.addsAtDelivery = true;
        add("a");
        confirm();

        assertThat(log).containsExactly("delivered a Accepted");
        assertThat(sent()).containsExactly("a", "more");
    }

    @Test
    void refusesWhatALaterVersionStoredAndKeepsIt() {
        String later =
                "{\"v\":2,\"data\":{\"order\":0,\"messageId\":\"m\",\"sent\":true,\"failures\":0,\"item\":{\"v\":5,\"data\":{}}}}";
        station.state().putStored("notes/0", later);

        assertThatExceptionOfType(StateException.class)
                .isThrownBy(station::start)
                .withMessageContaining("notes/0")
                .withMessageContaining("version 5");
        assertThat(station.state().stored("notes/0")).isEqualTo(later);
    }

    @Test
    void isOpenedOnce() {
        station.start();

        assertThatIllegalStateException()
                .isThrownBy(() -> station.context().queue("notes", Note.class, policy))
                .withMessageContaining("notes");
    }

    private final class Notes implements Delivery<Note, DataTransferResponse> {
        boolean sendsWhenOnline = true;
        boolean dropsNewest;
        boolean addsAtDelivery;

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
            if (reply instanceof CallReply.Answered || reply instanceof CallReply.Unreadable) {
                return new Outcome.Done();
            }
            log.add(note.text() + " failed " + sends);
            return reply instanceof CallReply.Refused<DataTransferResponse> refused
                    ? new Outcome.Discard(refused.code())
                    : new Outcome.RetryAfter(RETRY);
        }

        @Override
        public int bound() {
            return BOUND;
        }

        @Override
        public List<QueuedItem<Note>> thin(List<QueuedItem<Note>> unsent) {
            if (dropsNewest) {
                return unsent.subList(unsent.size() - 1, unsent.size());
            }
            log.add("of "
                    + String.join(
                            ", ",
                            unsent.stream().map(item -> item.item().text()).toList()));
            return unsent.subList(0, 1);
        }

        @Override
        public boolean sendsWhenOnline() {
            return sendsWhenOnline;
        }

        @Override
        public void deliveredUnreadably(Note note, CallReply.Unreadable<DataTransferResponse> reply) {
            log.add("delivered " + note.text() + ", but " + reply.why());
        }

        @Override
        public void delivered(Note note, DataTransferResponse response) {
            log.add("delivered " + note.text() + " " + response.status());
            if (addsAtDelivery) {
                queue.add(new Note("more"));
            }
        }

        @Override
        public void discarded(QueuedItem<Note> item, String why) {
            log.add("discarded " + item.item().text() + " after " + item.failures() + ": " + why);
        }

        @Override
        public void emptied() {
            log.add("empty");
        }
    }

    private final class NotesFactory implements FunctionalBlockFactory {
        @Override
        public String name() {
            return "notes";
        }

        @Override
        public Set<Action> answers() {
            return Set.of();
        }

        @Override
        public List<VariableDefinition> variables(StationModel model, ProductFacts product) {
            return List.of();
        }

        @Override
        public FunctionalBlock create(StationContext context) {
            queue = context.queue("notes", Note.class, policy);
            return new FunctionalBlock() {
                @Override
                public void start() {}

                @Override
                public void on(StationEvent event) {}

                @Override
                public void on(OcppRequest request, Responder responder) {}

                @Override
                public void close() {}
            };
        }
    }
}
