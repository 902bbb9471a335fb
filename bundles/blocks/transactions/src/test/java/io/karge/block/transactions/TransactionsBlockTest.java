package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.EvseState;
import io.karge.driver.Fault;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent;
import io.karge.driver.VehicleState;
import io.karge.ocpp.messages.GetTransactionStatusRequest;
import io.karge.ocpp.messages.GetTransactionStatusResponse;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.VariableType;
import io.karge.station.Refusals;
import io.karge.station.StationEvent;
import io.karge.station.StationEvent.TransactionChanged.Phase;
import io.karge.station.TransactionInfo;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole stories: what people, vehicles and the CSMS do, and the events that tell of it. */
class TransactionsBlockTest {
    private final TransactionsTester station = new TransactionsTester();

    @Test
    void tellsACableFirstSessionWithDefaultPoints() { // E02, E07: start Authorized, stop PowerPathClosed
        station.start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        station.energyFlows(1);
        station.present(TransactionsTester.CARD);
        station.energyEnds(1);
        station.unplug(1);

        assertThat(station.story())
                .containsExactly(
                        "0 Started Authorized EVConnected token=04A2B3C4 evse=1",
                        "1 Updated ChargingStateChanged Charging",
                        "2 Ended StopAuthorized EVConnected because=Local token=04A2B3C4");
        assertThat(station.control().active()).isEmpty();
    }

    /** E01.FR.17, E02.FR.21, E03.FR.11, E04.FR.11, E05.FR.08. */
    @Test
    void tellsACardFirstSession() { // E03, J_08
        station.start();
        station.present(TransactionsTester.CARD);
        station.plugIn(2);
        station.energyFlows(2);
        station.unplug(2);

        assertThat(station.story())
                .containsExactly(
                        "0 Started Authorized Idle token=04A2B3C4",
                        "1 Updated CablePluggedIn EVConnected evse=2",
                        "2 Updated ChargingStateChanged Charging",
                        "3 Ended EVCommunicationLost Idle because=EVDisconnected");
        assertThat(station.events().get(0).meterValue()).isNull();
        assertThat(station.events()
                        .get(1)
                        .meterValue()
                        .get(0)
                        .sampledValue()
                        .get(0)
                        .context()
                        .wire())
                .isEqualTo("Transaction.Begin");
    }

    /** E02.FR.20. */
    @ParameterizedTest
    @CsvSource({
        "EVConnected,     '0 Started CablePluggedIn EVConnected evse=1; 1 Updated Authorized token=04A2B3C4;"
                + " 2 Updated ChargingStateChanged Charging'",
        "Authorized,      '0 Started Authorized EVConnected token=04A2B3C4 evse=1;"
                + " 1 Updated ChargingStateChanged Charging'",
        "PowerPathClosed, '0 Started Authorized EVConnected token=04A2B3C4 evse=1;"
                + " 1 Updated ChargingStateChanged Charging'",
        "EnergyTransfer,  '0 Started ChargingStateChanged Charging token=04A2B3C4 evse=1'",
    })
    void startsWhereItIsConfiguredCableFirst(String startPoint, String story) { // E01.FR.02 to E01.FR.06
        station.set("TxStartPoint", startPoint).start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        station.energyFlows(1);

        assertThat(station.story()).containsExactly(story.split("; "));
    }

    /** E01.FR.10, E03.FR.01. */
    @ParameterizedTest
    @CsvSource({
        "EVConnected,     '0 Started CablePluggedIn EVConnected token=04A2B3C4 evse=1'",
        "PowerPathClosed, '0 Started CablePluggedIn EVConnected token=04A2B3C4 evse=1'",
        "'EVConnected,Authorized', '0 Started Authorized Idle token=04A2B3C4;"
                + " 1 Updated CablePluggedIn EVConnected evse=1'",
    })
    void startsWhereItIsConfiguredCardFirst(String startPoint, String story) {
        station.set("TxStartPoint", startPoint).start();
        station.present(TransactionsTester.CARD);
        station.plugIn(1);

        assertThat(station.story()).containsExactly(story.split("; "));
    }

    /** E07.FR.01, E07.FR.02, E07.FR.05. */
    @ParameterizedTest
    @CsvSource({
        "Authorized,      '2 Ended StopAuthorized EVConnected because=Local token=04A2B3C4'",
        "PowerPathClosed, '2 Ended StopAuthorized EVConnected because=Local token=04A2B3C4'",
        "EVConnected,     '2 Updated StopAuthorized token=04A2B3C4; 3 Updated ChargingStateChanged EVConnected;"
                + " 4 Ended EVCommunicationLost Idle because=Local'",
        "EnergyTransfer,  '2 Updated StopAuthorized token=04A2B3C4;"
                + " 3 Ended ChargingStateChanged EVConnected because=Local'",
    })
    void stopsByCardWhereItIsConfigured(String stopPoint, String story) { // E06, TC_E_07, E_08, E_15
        station.set("TxStopPoint", stopPoint).start();
        station.charge(1, TransactionsTester.CARD);
        station.present(TransactionsTester.CARD);
        station.energyEnds(1);
        station.unplug(1);

        assertThat(station.story()).endsWith(story.split("; ")).hasSize(2 + story.split("; ").length);
        assertThat(station.asked).containsExactly(TransactionsTester.CARD); // C01.FR.03: not asked when it stops
    }

    /** E06.FR.08. */
    @ParameterizedTest
    @CsvSource({
        "Authorized,      '2 Ended RemoteStop EVConnected because=Remote'",
        "PowerPathClosed, '2 Ended RemoteStop EVConnected because=Remote'",
        "EVConnected,     '2 Updated RemoteStop; 3 Updated ChargingStateChanged EVConnected;"
                + " 4 Ended EVCommunicationLost Idle because=Remote'",
        "EnergyTransfer,  '2 Updated RemoteStop; 3 Ended ChargingStateChanged EVConnected because=Remote'",
    })
    void stopsForTheCsms(String stopPoint, String story) { // F03.FR.02, F03.FR.03, F03.FR.07, F03.FR.09, TC_E_21, E_35
        station.set("TxStopPoint", stopPoint).start();
        station.charge(1, TransactionsTester.CARD);
        String transactionId = station.events().get(0).transactionInfo().transactionId();

        assertThat(station.control().stopRemotely("another")).isFalse();
        assertThat(station.control().stopRemotely(transactionId)).isTrue();
        station.settle();
        station.energyEnds(1);
        station.unplug(1);

        assertThat(station.story()).endsWith(story.split("; "));
    }

    /** E01.FR.18, E01.FR.19, E02.FR.13. */
    @ParameterizedTest
    @CsvSource({
        "EnergyTransfer,  '2 Ended ChargingStateChanged EVConnected because=StoppedByEV'",
        "PowerPathClosed, '2 Updated ChargingStateChanged SuspendedEV; 3 Updated ChargingStateChanged Charging'",
    })
    void tellsThatTheVehiclePauses(String stopPoint, String story) { // TC_E_22
        station.set("TxStopPoint", stopPoint).start();
        station.charge(1, TransactionsTester.CARD);
        station.tester.vehicle(1, VehicleState.SUSPENDED_BY_VEHICLE);
        station.tester.powerPath(1, false);
        station.settle();
        station.tester.vehicle(1, VehicleState.CHARGING);
        station.tester.powerPath(1, true);

        assertThat(station.story()).endsWith(story.split("; "));
    }

    @ParameterizedTest
    @CsvSource({
        "Authorized,      true,  '2 Ended EVCommunicationLost Idle because=EVDisconnected'",
        "EVConnected,     false, '2 Ended EVCommunicationLost Idle because=EVDisconnected'",
        "PowerPathClosed, false, '2 Ended EVCommunicationLost Idle because=EVDisconnected'",
        "EnergyTransfer,  false, '2 Ended EVCommunicationLost Idle because=EVDisconnected'",
    })
    void endsWhenTheVehicleIsUnplugged(String stopPoint, boolean stop, String story) { // E09, TC_E_54
        station.set("TxStopPoint", stopPoint)
                .set("StopTxOnEVSideDisconnect", String.valueOf(stop))
                .start();
        station.charge(1, TransactionsTester.CARD);
        station.unplug(1);

        assertThat(station.story()).endsWith(story);
        assertThat(station.lastCommand(1)).isEqualTo(new HardwareCommand.StopEnergy(1));
    }

    /** E10.FR.02. */
    @Test
    void waitsForTheVehicleToComeBack() { // E10, TC_E_26, TC_E_27
        station.set("TxStopPoint", "Authorized")
                .set("StopTxOnEVSideDisconnect", "false")
                .start();
        station.charge(1, TransactionsTester.CARD);
        station.unplug(1);
        station.wait(Duration.ofSeconds(30));
        station.plugIn(1);
        station.energyFlows(1);
        station.unplug(1);
        station.wait(Duration.ofSeconds(60));

        assertThat(station.story().subList(2, 7))
                .containsExactly(
                        "2 Updated EVCommunicationLost Idle",
                        "3 Updated CablePluggedIn EVConnected evse=1",
                        "4 Updated ChargingStateChanged Charging",
                        "5 Updated EVCommunicationLost Idle",
                        "6 Ended EVConnectTimeout because=Timeout");
    }

    @Test
    void endsTheAuthorizationWhenNobodyPlugsIn() { // E03.FR.05, C01.FR.26, TC_E_05, TC_E_39
        station.set("EVConnectionTimeOut", "30").start();
        station.present(TransactionsTester.CARD);
        station.wait(Duration.ofSeconds(29));
        assertThat(station.story()).hasSize(1);
        station.wait(Duration.ofSeconds(1));
        station.plugIn(1);

        assertThat(station.story())
                .containsExactly(
                        "0 Started Authorized Idle token=04A2B3C4", "1 Ended EVConnectTimeout because=Timeout");
        assertThat(station.tester.commands()).isEmpty();
    }

    @Test
    void followsANewConnectionTimeOutAtOnce() {
        station.set("EVConnectionTimeOut", "30").start();
        station.present(TransactionsTester.CARD);
        station.wait(Duration.ofSeconds(20));
        station.tester.deviceModel().publish(TransactionVariables.EV_CONNECTION_TIME_OUT, "25");
        station.wait(Duration.ofSeconds(5));

        assertThat(station.story()).endsWith("1 Ended EVConnectTimeout because=Timeout");
    }

    @Test
    void stopsByButtonAndByTheVehicle() { // E15.FR.04
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.charge(2, TransactionsTester.OTHER);
        station.tester.hardwareEvent(
                new HardwareEvent.StopRequested(station.tester.time().wallClock(), 1));
        station.settle();
        station.energyEnds(1);
        station.tester.powerPath(2, false);
        station.tester.vehicle(2, VehicleState.FINISHING);

        assertThat(station.story())
                .endsWith(
                        "2 Ended StopAuthorized EVConnected because=Local",
                        "2 Ended StopAuthorized EVConnected because=StoppedByEV");
    }

    @Test
    void stopsOnAFault() { // E06.FR.16
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.tester.faults(1, new Fault("GroundFailure", ""));
        station.settle();
        station.energyEnds(1);

        assertThat(station.story()).endsWith("2 Ended AbnormalCondition EVConnected because=GroundFault");
    }

    @Test
    void reportsTheEndThoughTheContactorsStayClosed() {
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.present(TransactionsTester.CARD);
        assertThat(station.story()).hasSize(2);
        station.wait(SessionTimers.PATH_OPENS_WITHIN);

        assertThat(station.story()).endsWith("2 Ended StopAuthorized because=Local token=04A2B3C4");
    }

    /** E05.FR.02, E05.FR.09, E05.FR.10, E06.FR.04. */
    @ParameterizedTest
    @CsvSource({
        "true,  Authorized,  '2 Ended Deauthorized EVConnected because=DeAuthorized'",
        "true,  EVConnected, '2 Updated Deauthorized EVConnected'",
        "false, Authorized,  '2 Updated ChargingStateChanged SuspendedEVSE'",
        "true,  EnergyTransfer, '2 Ended Deauthorized EVConnected because=DeAuthorized'",
    })
    void takesBackWhatTheCsmsDoesNotAccept(boolean stop, String stopPoint, String last) {
        // E05, C15.FR.02, C15.FR.03, C15.FR.04, C15.FR.06, TC_E_16, C_16, C_17
        station.set("StopTxOnInvalidId", String.valueOf(stop))
                .set("TxStopPoint", stopPoint)
                .start();
        station.tester.goOffline();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        station.energyFlows(1);
        station.tester.goOnline(Duration.ofMinutes(1));
        station.confirmAll(AuthorizationStatusEnumType.Invalid);
        station.energyEnds(1);

        assertThat(station.story())
                .containsExactly(
                        "0 Started Authorized EVConnected token=04A2B3C4 evse=1 offline=true",
                        "1 Updated ChargingStateChanged Charging offline=true",
                        last);
        assertThat(station.learned.get(TransactionsTester.CARD).status())
                .isEqualTo(AuthorizationStatusEnumType.Invalid);
        assertThat(station.control().active().stream()
                        .map(TransactionInfo::suspended)
                        .filter(Objects::nonNull)
                        .toList())
                .as("and where it is listed")
                .isEqualTo(
                        stop
                                ? List.of()
                                : List.of("the CSMS does not accept ISO14443:...C4 any more, and"
                                        + " TxCtrlr.StopTxOnInvalidId is false: no energy until the transaction is"
                                        + " ended"));
        assertThat(station.tester.port(Refusals.class).orElseThrow().latest())
                .as("whoever asks why no energy flows is told")
                .extracting(refusal -> refusal.evseId() + " " + refusal.by() + ": " + refusal.why())
                .containsExactly("1 the CSMS: Invalid, after the transaction had begun");
    }

    @Test
    void endsADeauthorizedTransactionWithoutAVehicle() { // TC_C_34
        station.start();
        station.present(TransactionsTester.CARD);
        station.confirmAll(AuthorizationStatusEnumType.Blocked);
        station.plugIn(1);

        assertThat(station.story())
                .containsExactly(
                        "0 Started Authorized Idle token=04A2B3C4", "1 Ended Deauthorized Idle because=DeAuthorized");
        assertThat(station.tester.commands()).isEmpty();
    }

    @Test
    void keepsTheGroupThatTheCsmsDoesNotRepeat() { // C09.FR.03
        station.known.put(
                TransactionsTester.CARD,
                IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted).withGroupIdToken(TransactionsTester.GROUP));
        station.known.put(
                TransactionsTester.OTHER,
                IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted).withGroupIdToken(TransactionsTester.GROUP));
        station.start();
        station.charge(1, TransactionsTester.CARD); // confirmed without the group
        station.present(TransactionsTester.OTHER);
        station.energyEnds(1);

        assertThat(station.story()).endsWith("2 Ended StopAuthorized EVConnected because=Local token=DEADBEEF");
    }

    @Test
    void endsAnAuthorizationThatIsNoTransactionYetInSilence() { // C01.FR.26
        station.set("TxStartPoint", "PowerPathClosed").start();
        station.present(TransactionsTester.CARD);
        station.wait(Duration.ofSeconds(60));
        station.plugIn(1);

        assertThat(station.story()).isEmpty();
        assertThat(station.tester.commands()).isEmpty();
    }

    @Test
    void stopsACardFirstTransactionThatNobodyPluggedInFor() {
        station.set("TxStopPoint", "EVConnected").start();
        station.present(TransactionsTester.CARD);
        station.present(TransactionsTester.CARD);

        assertThat(station.story()).endsWith("1 Ended StopAuthorized because=Local token=04A2B3C4");
        assertThat(station.control().active()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TxStartPoint", "TxStopPoint"})
    void refusesToHaveNoPoint(String variable) {
        station.start();

        assertThat(station.tester
                        .deviceModel()
                        .set(SetVariableDataType.of("", ComponentType.of("TxCtrlr"), VariableType.of(variable)))
                        .attributeStatus())
                .isEqualTo(SetVariableStatusEnumType.Rejected);
    }

    @Test
    void servesAVehicleThatWaitedForTheEvse() {
        station.start();
        station.tester.change(1, s -> inoperative(s, false));
        station.present(TransactionsTester.CARD);
        station.plugIn(1);
        assertThat(station.tester.commands()).isEmpty();
        station.tester.change(1, s -> inoperative(s, true));
        station.settle();

        assertThat(station.story()).endsWith("1 Updated CablePluggedIn EVConnected evse=1");
    }

    private static EvseState inoperative(EvseState s, boolean operative) {
        return new EvseState(
                s.evseId(), s.pluggedIn(), s.vehicle(), s.powerPathClosed(), operative, s.faults(), s.meter(), null);
    }

    @Test
    void stopsAWithheldTransactionByItsCard() { // TC_C_26
        station.set("StopTxOnInvalidId", "false").start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        station.confirmAll(AuthorizationStatusEnumType.Invalid);
        station.present(TransactionsTester.CARD);

        assertThat(station.story())
                .endsWith(
                        "1 Updated ChargingStateChanged SuspendedEVSE",
                        "2 Ended StopAuthorized EVConnected because=Local token=04A2B3C4");
    }

    /** E14.FR.01 to E14.FR.08. */
    @Test
    void answersWhatBecameOfATransaction() { // E14, TC_E_28 to E_34
        station.start();
        assertThat(status("unknown")).isEqualTo("ongoing=false queue=false");
        assertThat(status(null)).isEqualTo("ongoing=null queue=false");
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        String id = station.control().active().get(0).transactionId();
        assertThat(status(id)).isEqualTo("ongoing=true queue=true");
        assertThat(status(null)).isEqualTo("ongoing=null queue=true");
        station.confirmAll();
        assertThat(status(id)).isEqualTo("ongoing=true queue=false");
        station.unplug(1);
        assertThat(status(id)).isEqualTo("ongoing=false queue=true");
        station.confirmAll();
        assertThat(status(id)).isEqualTo("ongoing=false queue=false");
    }

    private String status(String transactionId) {
        GetTransactionStatusResponse status = station.tester
                .request(GetTransactionStatusRequest.of().withTransactionId(transactionId))
                .response(GetTransactionStatusResponse.class);
        return "ongoing=" + status.ongoingIndicator() + " queue=" + status.messagesInQueue();
    }

    @Test
    void tellsOtherBlocksAndCountsEnergy() {
        station.start();
        station.meter(1, 1_000);
        station.charge(1, TransactionsTester.CARD);
        station.meter(1, 6_500);

        assertThat(station.control().active()).singleElement().satisfies(info -> {
            assertThat(info.energyWh()).isEqualTo(5_500);
            assertThat(info.evseId()).isEqualTo(1);
            assertThat(info.idToken()).isEqualTo(TransactionsTester.CARD);
        });
        station.unplug(1);
        assertThat(station.tester.published(StationEvent.TransactionChanged.class))
                .extracting(StationEvent.TransactionChanged::phase)
                .containsExactly(Phase.STARTED, Phase.UPDATED, Phase.ENDED);
        assertThat(station.tester.state().keys())
                .as("nothing is left behind")
                .noneMatch(key -> key.startsWith("session"));
    }
}
