package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.conformance.ReusableStates.Authorization;
import io.karge.conformance.TestCsms.Received;
import io.karge.driver.hyc400us.Hyc400Us;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.messages.TransactionEventResponse;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with transactions at other stations, and what no case asks for: one story each. */
class TransactionStoriesTest {
    private static final Duration WHILE = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final VariableItem INTERVAL =
            new VariableItem("OCPPCommCtrlr", "MessageAttemptInterval", "TransactionEvent");

    @TempDir
    Path folder;

    private InProcessStation station;
    private Bench bench;

    @BeforeEach
    void boot() {
        station = new InProcessStation(new Hyc400Us(), folder);
        bench = station.ready();
        bench.variables().configure("SampledDataCtrlr", "TxUpdatedInterval", "0");
    }

    @AfterEach
    void close() {
        station.close();
    }

    /** E12.FR.01, E06.FR.14. */
    @Test
    void tellsTheEndOnceAfterARestart() {
        bench.states().energyTransferStarted();
        bench.csms().refuseConnections();
        card();
        station.restart();
        bench.pause(WHILE);
        backOnline();

        assertThat(events())
                .extracting(TransactionEventRequest::eventType)
                .containsOnlyOnce(TransactionEventEnumType.Ended)
                .endsWith(TransactionEventEnumType.Ended);
        assertInSequence();
    }

    /** E04.FR.01, E04.FR.02, E04.FR.03, E12.FR.01, E12.FR.02. */
    @Test
    void tellsAWholeTransactionOfAStationThatRestartedOffline() {
        bench.variables().configure("AuthCtrlr", "OfflineTxForUnknownIdEnabled", "true");
        bench.csms().refuseConnections();
        bench.station().plugIn(1);
        bench.pause(WHILE);
        card();
        card();
        station.restart();
        bench.pause(WHILE);
        backOnline();

        assertThat(events())
                .extracting(TransactionEventRequest::eventType)
                .startsWith(TransactionEventEnumType.Started)
                .endsWith(TransactionEventEnumType.Ended);
        assertThat(events()).extracting(TransactionEventRequest::offline).containsOnly(true);
        assertInSequence();
    }

    /** E13.FR.02, E13.FR.04. */
    @Test
    void repeatsOneRefusedEventAndNoneOfThoseAfterIt() {
        bench.variables().configure(INTERVAL, "1");
        bench.states().energyTransferStarted();
        int before = events().size();
        bench.csms().refuseConnections();
        card();
        station.unplug(1);
        bench.csms().refuse(TransactionEventRequest.class, first(any -> true), RpcErrorCode.InternalError);
        backOnline();
        bench.states().startOver(false);
        bench.states().energyTransferStarted();

        List<TransactionEventRequest> sent = events().subList(before, events().size());
        assertThat(sent.get(1)).isEqualTo(sent.get(0));
        assertThat(sent.subList(1, sent.size())).doesNotHaveDuplicates();
    }

    /** E13.FR.02: of two answers to one event the second is nobody's. */
    @Test
    void takesTheLateAnswerToAnEventNotForThatOfTheNext() {
        bench.variables().configure(INTERVAL, "1");
        bench.states().energyTransferStarted();
        int before = events().size();
        bench.csms().hold(TransactionEventRequest.class);
        station.suspendEnergy(1, true);
        bench.csms().await("the first", TransactionEventRequest.class, any -> true);
        bench.csms().await("the first again", TransactionEventRequest.class, any -> true);
        bench.csms().ignore(TransactionEventRequest.class, first(any -> true));
        station.suspendEnergy(1, false);
        bench.pause(WHILE);
        bench.csms().release();
        bench.pause(LONG);

        List<TransactionEventRequest> sent = events().subList(before, events().size());
        assertThat(sent)
                .extracting(event -> event.transactionInfo().chargingState())
                .as("the second is repeated, as nobody has answered it")
                .containsExactly(
                        ChargingStateEnumType.SuspendedEV,
                        ChargingStateEnumType.SuspendedEV,
                        ChargingStateEnumType.Charging,
                        ChargingStateEnumType.Charging);
        assertThat(station.view().queue().length()).isZero();
    }

    /** E02.FR.10, E11.FR.03: after a restart the periodic values are back, of the same transaction. */
    @Test
    void samplesATransactionThatGoesOnAfterARestart() {
        bench.variables().configure("SampledDataCtrlr", "TxUpdatedInterval", "10");
        bench.states().energyTransferStarted();
        bench.pause(Duration.ofSeconds(25));
        station.restart();
        bench.pause(WHILE);
        int before = events().size();
        bench.pause(Duration.ofSeconds(45));

        List<TransactionEventRequest> periodic = events().stream()
                .skip(before)
                .filter(event -> event.triggerReason() == TriggerReasonEnumType.MeterValuePeriodic)
                .toList();
        assertThat(periodic).hasSizeGreaterThanOrEqualTo(4);
        assertThat(IntStream.range(1, periodic.size())
                        .mapToObj(i -> Duration.between(
                                periodic.get(i - 1).timestamp(), periodic.get(i).timestamp())))
                .containsOnly(Duration.ofSeconds(10));
        assertThat(bench.csms().transactions().transactionIds()).hasSize(1);
    }

    /** E05.FR.09. */
    @Test
    void tellsADeauthorizationThatDoesNotEndTheTransaction() {
        bench.variables().configure("TxCtrlr", "TxStopPoint", "EVConnected");
        bench.variables().configure("TxCtrlr", "StopTxOnInvalidId", "true");
        bench.csms()
                .answer(
                        TransactionEventRequest.class,
                        event -> event.eventType() == TransactionEventEnumType.Started,
                        event -> TransactionEventResponse.of()
                                .withIdTokenInfo(IdTokenInfoType.of(AuthorizationStatusEnumType.Invalid)));
        bench.station().plugIn(1);
        bench.pause(WHILE);
        card();
        bench.pause(LONG);

        TransactionEventRequest last = last();
        assertThat(last.triggerReason()).isEqualTo(TriggerReasonEnumType.Deauthorized);
        assertThat(last.eventType()).isEqualTo(TransactionEventEnumType.Updated);
        assertThat(events())
                .extracting(event -> event.transactionInfo().chargingState())
                .filteredOn(state -> state != null)
                .endsWith(ChargingStateEnumType.EVConnected);
        assertThat(station.isPowerPathClosed(1)).isFalse();
        station.unplug(1);
        bench.pause(WHILE);
        assertThat(last().eventType()).isEqualTo(TransactionEventEnumType.Ended);
        assertThat(last().transactionInfo().stoppedReason()).isEqualTo(ReasonEnumType.DeAuthorized);
    }

    /** E01.FR.08, E02.FR.08: each EVSE has its own transaction. */
    @Test
    void chargesAtEveryEvseAtOnce() {
        List<Integer> evses =
                station.model().evses().stream().map(evse -> evse.evseId()).toList();
        evses.forEach(evseId -> bench.states(evseId).energyTransferStarted());
        bench.states(2).stopAuthorized(Authorization.REMOTE);
        bench.states(1).stopAuthorized(Authorization.LOCAL);
        evses.stream().skip(2).forEach(evseId -> bench.states(evseId).evDisconnected());
        bench.states(1).evDisconnected();
        bench.states(2).evDisconnected();
        bench.finish();

        assertThat(bench.csms().transactions().transactionIds())
                .hasSize(evses.size())
                .doesNotHaveDuplicates();
        assertThat(station.view().transactions()).isEmpty();
    }

    /** E06.FR.08, E06.FR.16, E07.FR.06: a fault of one EVSE ends its transaction, and no other. */
    @Test
    void aFaultEndsTheTransactionOfItsEvse() {
        bench.states(1).energyTransferStarted();
        bench.states(2).energyTransferStarted();
        station.fault(1, "GroundFailure", true);
        bench.pause(WHILE);

        TransactionEventRequest ended = bench.states(1).events().stream()
                .filter(event -> event.eventType() == TransactionEventEnumType.Ended)
                .findFirst()
                .orElseThrow();
        assertThat(ended.triggerReason()).isEqualTo(TriggerReasonEnumType.AbnormalCondition);
        assertThat(ended.transactionInfo().stoppedReason()).isEqualTo(ReasonEnumType.GroundFault);
        assertThat(station.isPowerPathClosed(1)).isFalse();
        assertThat(station.isPowerPathClosed(2)).isTrue();
        assertThat(station.view().transactions()).hasSize(1);
    }

    private void card() {
        station.presentToken(bench.validIdToken(), 1);
        bench.pause(WHILE);
    }

    private void backOnline() {
        bench.csms().acceptConnections();
        bench.csms().awaitConnection("back online");
        bench.pause(LONG);
        bench.csms().came(OcppRequest.class, any -> true);
    }

    /** All events that came, repetitions too. */
    private List<TransactionEventRequest> events() {
        return bench.csms().received().stream()
                .map(Received::request)
                .filter(TransactionEventRequest.class::isInstance)
                .map(TransactionEventRequest.class::cast)
                .toList();
    }

    private TransactionEventRequest last() {
        List<TransactionEventRequest> events = events();
        return events.get(events.size() - 1);
    }

    private void assertInSequence() {
        List<TransactionEventRequest> events = events();
        assertThat(events)
                .extracting(TransactionEventRequest::seqNo)
                .containsExactlyElementsOf(
                        IntStream.range(0, events.size()).boxed().toList());
    }

    /** The first that fits, and no other. */
    private static Predicate<TransactionEventRequest> first(Predicate<TransactionEventRequest> fits) {
        boolean[] found = new boolean[1];
        return event -> {
            boolean now = !found[0] && fits.test(event);
            found[0] |= now;
            return now;
        };
    }
}
