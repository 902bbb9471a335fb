package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.messages.TransactionEventResponse;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.ocpp.types.SampledValueType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import io.karge.station.DiscardedMessage;
import io.karge.station.QueueLimits;
import io.karge.station.SampleOccasion;
import io.karge.station.StationEvent;
import io.karge.station.testkit.SentCall;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves the station when the CSMS is slow, wrong or away (E04, E08, E11 to E13). */
class DeliveryQueueTest {
    private static final int BOUND = 100;

    private final TransactionsTester station = new TransactionsTester()
            .with(TransactionVariables.MESSAGE_ATTEMPTS, "3")
            .with(TransactionVariables.MESSAGE_ATTEMPT_INTERVAL, "10");

    @Test
    void sendsOneAtATimeInOrder() {
        station.start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        station.energyFlows(1);
        station.unplug(1);
        assertThat(station.tester.calls()).hasSize(1);
        station.confirmAll();

        assertThat(station.tester.calls(TransactionEventRequest.class))
                .extracting(TransactionEventRequest::seqNo)
                .containsExactly(0, 1, 2);
        assertThat(station.tester.state().keys()).noneMatch(key -> key.startsWith("queue"));
    }

    @Test
    void saysSinceWhenTheOldestEventOfEachTransactionWaits() {
        station.start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        Instant first = station.control().queue().orElseThrow().oldest();
        station.tester.advance(Duration.ofMinutes(1));
        station.plugIn(2);
        station.present(TransactionsTester.OTHER);

        List<Instant> oldest = station.control().active().stream()
                .map(info -> station.control().oldest(info.transactionId()).orElseThrow())
                .toList();

        assertThat(oldest).hasSize(2).first().isEqualTo(first);
        assertThat(oldest.get(1)).isAfterOrEqualTo(first.plusSeconds(60));
        assertThat(station.control().oldest("another")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void repeatsWhatFailsAndDiscardsItInTheEnd(boolean unanswered) { // E13, TC_E_41, TC_E_50
        station.start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        station.unplug(1);
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(station.tester.calls()).hasSize(attempt);
            fail(station.tester.lastCall(), unanswered);
            if (attempt < 3) {
                // E13.FR.03: the interval times the number of transmissions before
                station.wait(Duration.ofSeconds(10L * attempt).minusMillis(1));
                assertThat(station.tester.calls()).hasSize(attempt);
                station.wait(Duration.ofMillis(1));
            }
        }

        List<SentCall> calls = station.tester.calls();
        assertThat(calls.subList(0, 3))
                .extracting(SentCall::messageId)
                .containsOnly(calls.get(0).messageId());
        assertThat(calls.subList(0, 3))
                .extracting(SentCall::request)
                .containsOnly(calls.get(0).request());
        assertThat(calls.get(3).request(TransactionEventRequest.class).seqNo()).isEqualTo(1); // E13.FR.04
        DiscardedMessage kept = station.tester
                .state()
                .get("discarded/0", DiscardedMessage.class)
                .orElseThrow();
        assertThat(kept.messageId()).isEqualTo(calls.get(0).messageId());
        assertThat(kept.payload().toString())
                .isEqualTo(new OcppCodec().payload(calls.get(0).request()).toString());
        assertThat(kept.attempts()).isEqualTo(3);
        assertThat(kept.at()).isEqualTo(station.tester.now());
        assertThat(kept.why())
                .isEqualTo(unanswered ? "the CSMS did not answer in time" : "the CSMS refused with InternalError");
        assertThat(station.tester.problems().raised().get("discarded"))
                .contains(
                        "1 message was given up: the CSMS did not accept it",
                        kept.why(),
                        "after 3 attempts",
                        "station:discarded");
    }

    /** E13.FR.01, E13.FR.02 and E13.FR.03 for each of five attempts; after the last one nothing more comes of that event. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void waitsTheIntervalTimesTheTransmissionsBefore(boolean unanswered) {
        station.with(TransactionVariables.MESSAGE_ATTEMPTS, "5").start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        List<Duration> gaps = new ArrayList<>();
        for (int attempt = 1; attempt < 5; attempt++) {
            fail(station.tester.lastCall(), unanswered);
            Instant failed = station.tester.now();
            int sent = station.tester.calls().size();
            while (station.tester.calls().size() == sent) {
                station.wait(Duration.ofSeconds(1));
            }
            gaps.add(Duration.between(failed, station.tester.now()));
        }
        fail(station.tester.lastCall(), unanswered);
        station.wait(Duration.ofDays(1));

        assertThat(gaps).extracting(Duration::toSeconds).containsExactly(10L, 20L, 30L, 40L);
        assertThat(station.tester.calls()).hasSize(5);
    }

    /** What has passed of the wait counts; one that is over by the new interval ends at once. */
    @Test
    void aChangedIntervalHoldsForTheWaitThatRuns() { // E13.FR.03
        station.start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        fail(station.tester.lastCall(), false);
        station.wait(Duration.ofSeconds(4));
        changeInterval("60");
        station.wait(Duration.ofSeconds(55));
        assertThat(station.tester.calls()).hasSize(1);
        station.wait(Duration.ofSeconds(1));
        assertThat(station.tester.calls()).hasSize(2);

        fail(station.tester.lastCall(), false);
        station.wait(Duration.ofSeconds(30));
        changeInterval("5");
        station.wait(Duration.ofMillis(1));
        assertThat(station.tester.calls()).hasSize(3);
    }

    private void changeInterval(String seconds) {
        station.with(TransactionVariables.MESSAGE_ATTEMPT_INTERVAL, seconds);
        station.tester.tell(new StationEvent.VariableChanged(TransactionVariables.MESSAGE_ATTEMPT_INTERVAL, seconds));
    }

    private static void fail(SentCall call, boolean unanswered) {
        if (unanswered) {
            call.timeOut();
        } else {
            call.refuse("InternalError", "");
        }
    }

    /** The CSMS has it: a repetition would not make the answer better. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"surprise\":1}", "[]", "{\"idTokenInfo\":{\"status\":\"Maybe\"}}", "null"})
    void takesAnEventForDeliveredWhenTheAnswerIsNoValidResponse(String payload) throws JsonProcessingException {
        station.start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        station.tester.lastCall().answerUnreadably("it does not fit", new ObjectMapper().readTree(payload));
        station.wait(Duration.ofHours(1));

        assertThat(station.tester.calls(TransactionEventRequest.class))
                .extracting(TransactionEventRequest::seqNo)
                .containsExactly(0);
        assertThat(station.tester.state().keys()).noneMatch(key -> key.startsWith("queue"));
        assertThat(station.tester.state().keys()).noneMatch(key -> key.startsWith("discarded"));
    }

    @Test
    void obeysAReadableStatusInAnAnswerThatIsNoValidResponse() throws JsonProcessingException {
        station.start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        station.energyFlows(1);
        station.tester
                .lastCall()
                .answerUnreadably(
                        "it does not fit",
                        new ObjectMapper()
                                .readTree("{\"surprise\":1,\"idTokenInfo\":{\"status\":\"Blocked\",\"language1\":7}}"));
        station.energyEnds(1);
        station.confirmAll();

        assertThat(station.tester.calls(TransactionEventRequest.class))
                .extracting(TransactionEventRequest::triggerReason)
                .contains(TriggerReasonEnumType.Deauthorized);
    }

    @Test
    void goesOnAfterASuccessfulRepetition() { // TC_E_42, TC_E_51
        station.start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        station.tester.lastCall().timeOut();
        station.wait(Duration.ofSeconds(10));
        station.confirmAll();
        station.wait(Duration.ofMinutes(10));

        assertThat(station.tester.calls()).hasSize(2);
    }

    @Test
    void countsNoAttemptsWhileOffline() { // DESIGN: time offline counts no attempts
        station.start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        for (int i = 0; i < 5; i++) {
            station.tester.goOffline();
            station.tester.lastCall().loseConnection();
            station.wait(Duration.ofMinutes(10));
            station.tester.goOnline(Duration.ofMinutes(10));
        }

        assertThat(station.tester.calls()).hasSize(6);
        assertThat(station.tester.calls())
                .extracting(SentCall::messageId)
                .hasSize(6)
                .containsOnly(station.tester.lastCall().messageId());
        assertThat(station.tester.calls(TransactionEventRequest.class))
                .extracting(TransactionEventRequest::offline)
                .as("what was in flight when the connection went is told again as offline")
                .containsExactly(null, true, true, true, true, true);
        assertThat(station.tester.calls(TransactionEventRequest.class))
                .extracting(event -> event.withOffline(null))
                .as("and is the same but for that")
                .containsOnly(
                        station.tester.calls(TransactionEventRequest.class).get(0));
    }

    /** E11.FR.07: also what waits for its next attempt, and what a process that died had sent. */
    @Test
    void tellsWhatWaitsForItsRepetitionAsOffline() {
        station.start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        station.tester.lastCall().timeOut();
        station.tester.goOffline();
        station.tester.goOnline(Duration.ofMinutes(1));
        assertThat(station.tester.calls(TransactionEventRequest.class))
                .extracting(TransactionEventRequest::offline)
                .containsExactly(null, true);
        station.tester.close();
        station.tester.lifeCycle().setConnected(false);
        station.start();
        station.tester.goOnline(Duration.ofMinutes(1));

        assertThat(station.tester.calls())
                .extracting(SentCall::messageId)
                .hasSize(3)
                .containsOnly(station.tester.lastCall().messageId());
    }

    @Test
    void sendsNothingThatTheRegistrationForbids() { // B02.FR.02, B02.FR.03, B03.FR.01
        station.start();
        station.tester.lifeCycle().setRegistration(RegistrationStatusEnumType.Pending);
        station.set("TxBeforeAcceptedEnabled", "true");
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        assertThat(station.tester.calls()).isEmpty();

        station.tester.lifeCycle().setRegistration(RegistrationStatusEnumType.Accepted);
        station.tester.tell(new StationEvent.Online(true, Duration.ZERO));
        assertThat(station.tester.calls()).hasSize(1);
    }

    @Test
    void marksWhatHappenedOffline() { // E04.FR.03, E12.FR.02, E11.FR.07, TC_E_40, E_43
        station.start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        station.energyFlows(1); // waits behind the first
        station.tester.goOffline();
        station.tester.lastCall().loseConnection();
        station.present(TransactionsTester.CARD);
        station.energyEnds(1);
        station.tester.goOnline(Duration.ofMinutes(1));
        station.confirmAll();
        station.unplug(1);
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        station.confirmAll();

        assertThat(station.events())
                .extracting(TransactionEventRequest::offline)
                .containsExactly(null, true, true, true, null);
    }

    @Test
    void survivesTheProcessWithAllItsEvents() { // E04.FR.01, E04.FR.02, E12.FR.01
        station.start();
        station.tester.goOffline();
        station.plugIn(1);
        station.meter(1, 1234);
        station.present(TransactionsTester.CARD);
        station.energyFlows(1);
        station.unplug(1);
        station.tester.close();
        station.start();
        assertThat(station.control().queue().orElseThrow().length()).isEqualTo(3);
        assertThat(station.control().queue().orElseThrow().oldest()).isEqualTo(station.tester.now());
        station.tester.goOnline(Duration.ofMinutes(1));
        station.confirmAll();

        assertThat(station.tester.calls(TransactionEventRequest.class))
                .extracting(TransactionEventRequest::seqNo)
                .containsExactly(0, 1, 2);
    }

    @Test
    void repeatsTheEventInFlightIdenticallyAfterACrash() {
        station.start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        SentCall before = station.tester.lastCall();
        station.tester.close();
        station.start();

        assertThat(station.tester.lastCall()).isNotSameAs(before);
        assertThat(station.tester.lastCall().messageId()).isEqualTo(before.messageId());
        assertThat(station.tester.lastCall().request()).isEqualTo(before.request());
    }

    /** E11.FR.04, E12.FR.04, E12.FR.05. */
    @Test
    void dropsEverySecondIntermediateMeterValueWhenItIsFull() { // J02.FR.12, J02.FR.13, E11.FR.05
        station.tester.limitQueues(new QueueLimits(BOUND, 1_000));
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.tester.goOffline();
        String id = station.control().active().get(0).transactionId();
        IntStream.rangeClosed(1, BOUND + 1).forEach(i -> periodic(id, i));
        station.unplug(1);

        assertThat(station.control().queue().orElseThrow().length()).isEqualTo(BOUND / 2 + 2);
        assertThat(station.tester.problems().raised()).containsKey("transaction-queue");
        station.tester.goOnline(Duration.ofDays(1));
        station.confirmAll();
        List<TransactionEventRequest> sent =
                station.events().subList(2, station.events().size());
        assertThat(sent)
                .extracting(TransactionEventRequest::seqNo)
                .as("never from the start")
                .startsWith(2, 4, 6);
        assertThat(sent.get(sent.size() - 1).eventType()).isEqualTo(TransactionEventEnumType.Ended);
        assertThat(station.tester.problems().raised()).isEmpty();
    }

    /**
     * DECISIONS, E06.FR.12, E06.FR.13, E12.FR.08, E12.FR.09: the samples of an Ended go where dropping events has not made
     * room; it itself never does.
     */
    @Test
    void thinsTheSamplesOfAnEndedAndDropsNoOtherEventWhenItIsFullOfThem() {
        station.tester.limitQueues(new QueueLimits(BOUND, 1_000));
        station.start();
        station.tester.goOffline();
        int sessions = 40;
        for (int i = 0; i < sessions; i++) {
            station.plugIn(1);
            station.present(TransactionsTester.CARD);
            station.energyFlows(1);
            String id = station.control().active().get(0).transactionId();
            for (int sample = 0; sample < 6; sample++) {
                station.wait(Duration.ofSeconds(10));
                station.tester.tell(new StationEvent.TransactionMeterValues(
                        id, SampleOccasion.TX_ENDED, List.of(sampleForTheEnd(sample))));
            }
            station.unplug(1);
        }
        station.tester.goOnline(Duration.ofDays(1));
        station.confirmAll();

        Map<String, List<TransactionEventRequest>> told = station.events().stream()
                .collect(Collectors.groupingBy(event -> event.transactionInfo().transactionId()));
        assertThat(told).hasSize(sessions);
        assertThat(told.values()).allSatisfy(events -> assertThat(events)
                .extracting(TransactionEventRequest::seqNo)
                .containsExactlyElementsOf(
                        IntStream.range(0, events.size()).boxed().toList()));
        List<TransactionEventRequest> ends = station.events().stream()
                .filter(event -> event.eventType() == TransactionEventEnumType.Ended)
                .toList();
        assertThat(ends).hasSize(sessions);
        assertThat(ends.get(0).meterValue()).hasSizeBetween(2, 6);
        assertThat(ends.get(0).meterValue().get(0).sampledValue().get(0).context())
                .isEqualTo(ReadingContextEnumType.TransactionBegin);
    }

    private MeterValueType sampleForTheEnd(int value) {
        return MeterValueType.of(
                station.tester.now(),
                List.of(SampledValueType.of(BigDecimal.valueOf(value))
                        .withContext(ReadingContextEnumType.SamplePeriodic)));
    }

    /** No flood after a reconnection: some leave at once, then so many a second, in order. */
    @Test
    void leavesAtABoundedRateWhenMuchHasPiledUp() {
        station.tester.limitQueues(new QueueLimits(1_000, 10));
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.tester.goOffline();
        String id = station.control().active().get(0).transactionId();
        IntStream.rangeClosed(1, 200).forEach(i -> periodic(id, i));
        station.wait(Duration.ofMinutes(1));
        station.tester.goOnline(Duration.ofMinutes(1));
        station.confirmAll();
        int atOnce = station.events().size();
        station.wait(Duration.ofSeconds(1));
        station.confirmAll();
        int aSecondLater = station.events().size();
        for (int second = 0; second < 20; second++) {
            station.wait(Duration.ofSeconds(1));
            station.confirmAll();
        }

        assertThat(atOnce).isEqualTo(2 + 50);
        assertThat(aSecondLater).isEqualTo(2 + 60);
        assertThat(station.events())
                .extracting(TransactionEventRequest::seqNo)
                .containsExactlyElementsOf(IntStream.range(0, 202).boxed().toList());
    }

    private void periodic(String id, int value) {
        MeterValueType meterValue =
                MeterValueType.of(station.tester.now(), List.of(SampledValueType.of(BigDecimal.valueOf(value))));
        station.tester.tell(
                new StationEvent.TransactionMeterValues(id, SampleOccasion.TX_UPDATED, List.of(meterValue)));
    }

    @Test
    void tellsTheAuthorizerWhatTheCsmsSaidOfAToken() { // C10.FR.05
        station.start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        IdTokenInfoType info =
                IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted).withGroupIdToken(TransactionsTester.GROUP);
        station.tester.lastCall().answer(TransactionEventResponse.of().withIdTokenInfo(info));

        assertThat(station.learned).containsEntry(TransactionsTester.CARD, info);
    }
}
