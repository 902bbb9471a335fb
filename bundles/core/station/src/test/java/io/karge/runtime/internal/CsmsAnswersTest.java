package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.karge.driver.testkit.VirtualTime;
import io.karge.ocpp.Action;
import io.karge.ocpp.messages.HeartbeatRequest;
import io.karge.ocpp.messages.HeartbeatResponse;
import io.karge.runtime.StationView;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import io.karge.station.StationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsmsAnswersTest {
    private final VirtualTime time = new VirtualTime();
    private final ProblemList problems = new ProblemList("station=CS-1", time);
    private final CsmsAnswers answers = new CsmsAnswers(time, problems);

    private void answered(Action action) {
        answers.ended(action, new CallReply.Answered<>(HeartbeatResponse.of(Instant.EPOCH)));
    }

    private void refused(Action action) {
        answers.ended(action, new CallReply.Refused<>("InternalError", "out of order"));
    }

    private void unreadable(Action action) {
        answers.ended(action, new CallReply.Unreadable<>("currentTime is missing", MissingNode.getInstance()));
    }

    private void timedOut(Action action) {
        answers.ended(action, new CallReply.TimedOut<>());
    }

    private void cutOff(Action action) {
        answers.ended(action, new CallReply.ConnectionLost<>());
    }

    private List<String> what() {
        return problems.all().stream().map(StationView.Problem::what).toList();
    }

    @Test
    void saysThatTheCsmsIsSilentSinceWhenAndHowOften() {
        Instant first = time.wallClock();
        timedOut(Action.StatusNotification);
        time.advance(Duration.ofMinutes(1));
        timedOut(Action.TransactionEvent);

        assertThat(problems.all()).singleElement().satisfies(problem -> {
            assertThat(problem.since()).isEqualTo(first);
            assertThat(problem.what()).isEqualTo("The CSMS does not answer");
            assertThat(problem.why()).contains("2 times", "TransactionEvent");
            assertThat(problem.remedy()).isNotBlank();
        });
    }

    @Test
    void endsTheSilenceWithAnyAnswer() {
        timedOut(Action.Heartbeat);
        refused(Action.StatusNotification);
        assertThat(what()).containsExactly("The CSMS refuses StatusNotification");
    }

    @Test
    void saysWhichActionIsRefusedOrAnsweredBadlyUntilThatOneIsAnsweredWell() {
        refused(Action.TransactionEvent);
        refused(Action.TransactionEvent);
        unreadable(Action.Heartbeat);
        answered(Action.StatusNotification);

        assertThat(what()).containsExactly("The CSMS refuses TransactionEvent", "The CSMS answers Heartbeat badly");
        assertThat(problems.all())
                .extracting(StationView.Problem::why)
                .satisfiesExactly(
                        why -> assertThat(why).contains("2 times", "InternalError: out of order"),
                        why -> assertThat(why).contains("currentTime is missing"));

        answered(Action.Heartbeat);
        answered(Action.TransactionEvent);
        assertThat(what()).isEmpty();
    }

    @Test
    void countsAnewWhenTheSameActionFailsInAnotherWay() {
        refused(Action.Heartbeat);
        refused(Action.Heartbeat);
        unreadable(Action.Heartbeat);
        assertThat(what()).containsExactly("The CSMS answers Heartbeat badly");
        assertThat(problems.all())
                .extracting(StationView.Problem::why)
                .singleElement()
                .asString()
                .doesNotContain("times");
    }

    /** Else one report that was refused would be a problem until somebody asks for the next one. */
    @Test
    void forgetsWhatHasNotHappenedAgainForAnHour() {
        refused(Action.NotifyReport);
        time.advance(Duration.ofMinutes(59));
        answered(Action.Heartbeat);
        assertThat(what()).hasSize(1);
        time.advance(Duration.ofMinutes(1));
        answered(Action.Heartbeat);
        assertThat(what()).isEmpty();
    }

    @Test
    void saysThatTheCsmsClosesTheConnectionOnlyWhenItIsNoChance() {
        cutOff(Action.StatusNotification);
        cutOff(Action.StatusNotification);
        answered(Action.StatusNotification);
        cutOff(Action.StatusNotification);
        cutOff(Action.StatusNotification);
        assertThat(what()).isEmpty();

        answered(Action.Heartbeat);
        cutOff(Action.StatusNotification);
        assertThat(what()).containsExactly("The connection is always lost over StatusNotification");
        answered(Action.StatusNotification);
        assertThat(what()).isEmpty();
    }

    /** Who sends it says more about it. */
    @Test
    void leavesBootNotificationOut() {
        timedOut(Action.BootNotification);
        refused(Action.BootNotification);
        unreadable(Action.BootNotification);
        assertThat(what()).isEmpty();
    }

    @Test
    void forgetsWhatWasBeforeTheBootAndWhenNobodyWantsTheConnection() {
        refused(Action.NotifyReport);
        CsmsAnswers next = new CsmsAnswers(time, problems);
        assertThat(what()).isEmpty();

        next.ended(Action.Heartbeat, new CallReply.TimedOut<>());
        next.forget();
        assertThat(what()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[3,\"id\",{}]; The CSMS answers Heartbeat badly",
                "[3,\"id\",{\"currentTime\":\"yesterday\"}]; The CSMS answers Heartbeat badly",
                "[3,\"id\"]; The CSMS answers Heartbeat badly",
                "[4,\"id\",\"InternalError\",\"\",{}]; The CSMS refuses Heartbeat",
                "[4,\"id\"]; The CSMS refuses Heartbeat",
                "[3,\"other\",{}]; The CSMS sends what is no answer",
                "<html>Not found</html>; The CSMS sends what is no answer",
                "[9,\"id\",{}]; The CSMS sends what is no answer",
                "null; The CSMS sends what is no answer"
            })
    void isToldOfWhateverComesOverTheWire(String answer, String problem) {
        GatewayHarness h = new GatewayHarness().online();
        List<CallReply<HeartbeatResponse>> replies = new ArrayList<>();
        h.csms.answerBy(text ->
                text.contains("Heartbeat") ? answer.replace("\"id\"", "\"" + GatewayHarness.id(text) + "\"") : "");
        heartbeat(h, replies);
        assertThat(h.view().problems()).extracting(StationView.Problem::what).containsExactly(problem);
        assertThat(replies).hasSize(1);

        h.csms.answerBy(h::answer);
        heartbeat(h, replies);
        assertThat(h.view().problems()).isEmpty();
    }

    @Test
    void saysWhatTheCsmsSentInPlaceOfAnAnswer() {
        GatewayHarness h = new GatewayHarness().online();
        h.csms.answerBy(text -> text.contains("Heartbeat") ? "<html>Not found</html>" : "");
        heartbeat(h, new ArrayList<>());

        assertThat(h.view().problems()).singleElement().satisfies(problem -> assertThat(problem.why())
                .contains("Heartbeat", "sent what is no answer to it", "JSON"));
    }

    private static void heartbeat(GatewayHarness h, List<CallReply<HeartbeatResponse>> replies) {
        StationContext context = h.transactions.context();
        context.post(() ->
                context.call(HeartbeatRequest.of(), HeartbeatResponse.class, CallPermission.ACCEPTED, replies::add));
        h.time.advance(Duration.ofSeconds(31));
    }

    @Test
    void isSilentAboutAStationThatTheAdministratorDisconnects() {
        GatewayHarness h = new GatewayHarness().online();
        h.csms.answerBy(text -> "");
        heartbeat(h, new ArrayList<>());
        h.now(h.gateway.disconnect(GatewayHarness.ID));
        assertThat(h.view().problems()).extracting(StationView.Problem::what).containsExactly("The station is offline");
    }
}
