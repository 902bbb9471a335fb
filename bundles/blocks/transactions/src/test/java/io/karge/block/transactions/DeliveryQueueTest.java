package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.messages.TransactionEventResponse;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.ocpp.types.SampledValueType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.station.SampleOccasion;
import io.karge.station.StationEvent;
import io.karge.station.testkit.SentCall;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves the station when the CSMS is slow, wrong or away (E04, E08, E11 to E13). */
class DeliveryQueueTest {
    private final Site site = new Site()
            .with(TransactionVariables.MESSAGE_ATTEMPTS, "3")
            .with(TransactionVariables.MESSAGE_ATTEMPT_INTERVAL, "10");

    @Test
    void sendsOneAtATimeInOrder() {
        site.start();
        site.plugIn(1);
        site.present(Site.CARD);
        site.energyFlows(1);
        site.unplug(1);
        assertThat(site.tester.calls()).hasSize(1);
        site.confirmAll();

        assertThat(site.tester.calls(TransactionEventRequest.class))
                .extracting(TransactionEventRequest::seqNo)
                .containsExactly(0, 1, 2);
        assertThat(site.tester.state().keys()).noneMatch(key -> key.startsWith("queue"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void repeatsWhatFailsAndDiscardsItInTheEnd(boolean unanswered) { // E13, TC_E_41, TC_E_50
        site.start();
        site.plugIn(1);
        site.present(Site.CARD);
        site.unplug(1);
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(site.tester.calls()).hasSize(attempt);
            fail(site.tester.lastCall(), unanswered);
            if (attempt < 3) {
                // E13.FR.03: the interval times the number of transmissions before
                site.wait(Duration.ofSeconds(10L * attempt).minusMillis(1));
                assertThat(site.tester.calls()).hasSize(attempt);
                site.wait(Duration.ofMillis(1));
            }
        }

        List<SentCall> calls = site.tester.calls();
        assertThat(calls.subList(0, 3))
                .extracting(SentCall::messageId)
                .containsOnly(calls.get(0).messageId());
        assertThat(calls.subList(0, 3))
                .extracting(SentCall::request)
                .containsOnly(calls.get(0).request());
        assertThat(calls.get(3).request(TransactionEventRequest.class).seqNo()).isEqualTo(1); // E13.FR.04
        assertThat(site.tester.state().get("discarded/0", QueuedEvent.class))
                .hasValueSatisfying(
                        kept -> assertThat(kept.event()).isEqualTo(calls.get(0).request()));
    }

    private static void fail(SentCall call, boolean unanswered) {
        if (unanswered) {
            call.timeOut();
        } else {
            call.refuse("InternalError", "");
        }
    }

    @Test
    void keepsTheLatestDiscardedEvents() {
        site.with(TransactionVariables.MESSAGE_ATTEMPTS, "1").start();
        for (int i = 0; i < DeliveryQueue.DISCARDED_KEPT + 5; i++) {
            site.plugIn(1);
            site.present(Site.CARD, 1);
            site.wait(Duration.ofSeconds(1));
            site.tester.lastCall().timeOut();
            site.unplug(1);
            site.tester.lastCall().answer(TransactionEventResponse.of());
        }

        assertThat(site.tester.state().all("discarded/", QueuedEvent.class))
                .hasSize(DeliveryQueue.DISCARDED_KEPT)
                .allSatisfy((key, kept) -> assertThat(kept.event().timestamp())
                        .isAfter(site.tester.now().minusSeconds(DeliveryQueue.DISCARDED_KEPT + 1)));
    }

    @Test
    void goesOnAfterASuccessfulRepetition() { // TC_E_42, TC_E_51
        site.start();
        site.plugIn(1);
        site.present(Site.CARD);
        site.tester.lastCall().timeOut();
        site.wait(Duration.ofSeconds(10));
        site.confirmAll();
        site.wait(Duration.ofMinutes(10));

        assertThat(site.tester.calls()).hasSize(2);
    }

    @Test
    void countsNoAttemptsWhileOffline() { // DESIGN: time offline counts no attempts
        site.start();
        site.plugIn(1);
        site.present(Site.CARD);
        for (int i = 0; i < 5; i++) {
            site.tester.goOffline();
            site.tester.lastCall().loseConnection();
            site.wait(Duration.ofMinutes(10));
            site.tester.goOnline(Duration.ofMinutes(10));
        }

        assertThat(site.tester.calls()).hasSize(6);
        assertThat(site.tester.calls())
                .extracting(SentCall::messageId)
                .hasSize(6)
                .containsOnly(site.tester.lastCall().messageId());
        assertThat(site.tester.calls(TransactionEventRequest.class))
                .as("the event that may have arrived stays as it was")
                .allSatisfy(event -> assertThat(event.offline()).isNull());
    }

    @Test
    void sendsNothingThatTheRegistrationForbids() { // B02.FR.02, B02.FR.03, B03.FR.01
        site.start();
        site.tester.lifeCycle().setRegistration(RegistrationStatusEnumType.Pending);
        site.set("TxBeforeAcceptedEnabled", "true");
        site.plugIn(1);
        site.present(Site.CARD);
        assertThat(site.tester.calls()).isEmpty();

        site.tester.lifeCycle().setRegistration(RegistrationStatusEnumType.Accepted);
        site.tester.tell(new StationEvent.Online(true, Duration.ZERO));
        assertThat(site.tester.calls()).hasSize(1);
    }

    @Test
    void marksWhatHappenedOffline() { // E04.FR.03, E11.FR.07, TC_E_40, E_43
        site.start();
        site.plugIn(1);
        site.present(Site.CARD);
        site.energyFlows(1); // waits behind the first
        site.tester.goOffline();
        site.tester.lastCall().loseConnection();
        site.present(Site.CARD);
        site.energyEnds(1);
        site.tester.goOnline(Duration.ofMinutes(1));
        site.confirmAll();
        site.unplug(1);
        site.plugIn(1);
        site.present(Site.CARD);
        site.confirmAll();

        assertThat(site.events()).extracting(TransactionEventRequest::offline).containsExactly(null, true, true, null);
    }

    @Test
    void survivesTheProcessWithAllItsEvents() {
        site.start();
        site.tester.goOffline();
        site.plugIn(1);
        site.meter(1, 1234);
        site.present(Site.CARD);
        site.energyFlows(1);
        site.unplug(1);
        site.tester.close();
        site.start();
        assertThat(site.control().queue().orElseThrow().length()).isEqualTo(3);
        assertThat(site.control().queue().orElseThrow().oldest()).isEqualTo(site.tester.now());
        site.tester.goOnline(Duration.ofMinutes(1));
        site.confirmAll();

        assertThat(site.tester.calls(TransactionEventRequest.class))
                .extracting(TransactionEventRequest::seqNo)
                .containsExactly(0, 1, 2);
    }

    @Test
    void repeatsTheEventInFlightIdenticallyAfterACrash() {
        site.start();
        site.plugIn(1);
        site.present(Site.CARD);
        SentCall before = site.tester.lastCall();
        site.tester.close();
        site.start();

        assertThat(site.tester.lastCall()).isNotSameAs(before);
        assertThat(site.tester.lastCall().messageId()).isEqualTo(before.messageId());
        assertThat(site.tester.lastCall().request()).isEqualTo(before.request());
    }

    @Test
    void dropsEverySecondIntermediateMeterValueWhenItIsFull() { // J02.FR.12, J02.FR.13, E11.FR.05
        site.start();
        site.charge(1, Site.CARD);
        site.tester.goOffline();
        String id = site.control().active().get(0).transactionId();
        IntStream.rangeClosed(1, DeliveryQueue.BOUND + 1).forEach(i -> periodic(id, i));
        site.unplug(1);

        assertThat(site.control().queue().orElseThrow().length()).isEqualTo(DeliveryQueue.BOUND / 2 + 2);
        assertThat(site.tester.problems().raised()).containsKey("transaction-queue");
        site.tester.goOnline(Duration.ofDays(1));
        site.confirmAll();
        List<TransactionEventRequest> sent =
                site.events().subList(2, site.events().size());
        assertThat(sent)
                .extracting(TransactionEventRequest::seqNo)
                .as("never from the start")
                .startsWith(2, 4, 6);
        assertThat(sent.get(sent.size() - 1).eventType()).isEqualTo(TransactionEventEnumType.Ended);
        assertThat(site.tester.problems().raised()).isEmpty();
    }

    private void periodic(String id, int value) {
        MeterValueType meterValue =
                MeterValueType.of(site.tester.now(), List.of(SampledValueType.of(BigDecimal.valueOf(value))));
        site.tester.tell(new StationEvent.TransactionMeterValues(id, SampleOccasion.TX_UPDATED, List.of(meterValue)));
    }

    @Test
    void tellsTheAuthorizerWhatTheCsmsSaidOfAToken() { // C10.FR.05
        site.start();
        site.plugIn(1);
        site.present(Site.CARD);
        IdTokenInfoType info =
                IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted).withGroupIdToken(Site.GROUP);
        site.tester.lastCall().answer(TransactionEventResponse.of().withIdTokenInfo(info));

        assertThat(site.learned).containsEntry(Site.CARD, info);
    }
}
