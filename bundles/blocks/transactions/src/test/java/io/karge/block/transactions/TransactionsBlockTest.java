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
import io.karge.station.StationEvent;
import io.karge.station.StationEvent.TransactionChanged.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole stories: what people, vehicles and the CSMS do, and the events that tell of it. */
class TransactionsBlockTest {
    private final Site site = new Site();

    @Test
    void tellsACableFirstSessionWithDefaultPoints() { // E02, E07: start Authorized, stop PowerPathClosed
        site.start();
        site.plugIn(1);
        site.present(Site.CARD);
        site.energyFlows(1);
        site.present(Site.CARD);
        site.energyEnds(1);
        site.unplug(1);

        assertThat(site.story())
                .containsExactly(
                        "0 Started Authorized EVConnected token=04A2B3C4 evse=1",
                        "1 Updated ChargingStateChanged Charging",
                        "2 Ended StopAuthorized EVConnected because=Local token=04A2B3C4");
        assertThat(site.control().active()).isEmpty();
    }

    @Test
    void tellsACardFirstSession() { // E03, J_08
        site.start();
        site.present(Site.CARD);
        site.plugIn(2);
        site.energyFlows(2);
        site.unplug(2);

        assertThat(site.story())
                .containsExactly(
                        "0 Started Authorized Idle token=04A2B3C4",
                        "1 Updated CablePluggedIn EVConnected evse=2",
                        "2 Updated ChargingStateChanged Charging",
                        "3 Ended EVCommunicationLost Idle because=EVDisconnected");
        assertThat(site.events().get(0).meterValue()).isNull();
        assertThat(site.events()
                        .get(1)
                        .meterValue()
                        .get(0)
                        .sampledValue()
                        .get(0)
                        .context()
                        .wire())
                .isEqualTo("Transaction.Begin");
    }

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
    void startsWhereItIsConfiguredCableFirst(String startPoint, String story) { // E01.FR.02 to FR.06
        site.set("TxStartPoint", startPoint).start();
        site.plugIn(1);
        site.present(Site.CARD);
        site.energyFlows(1);

        assertThat(site.story()).containsExactly(story.split("; "));
    }

    @ParameterizedTest
    @CsvSource({
        "EVConnected,     '0 Started CablePluggedIn EVConnected token=04A2B3C4 evse=1'",
        "PowerPathClosed, '0 Started CablePluggedIn EVConnected token=04A2B3C4 evse=1'",
        "'EVConnected,Authorized', '0 Started Authorized Idle token=04A2B3C4;"
                + " 1 Updated CablePluggedIn EVConnected evse=1'",
    })
    void startsWhereItIsConfiguredCardFirst(String startPoint, String story) {
        site.set("TxStartPoint", startPoint).start();
        site.present(Site.CARD);
        site.plugIn(1);

        assertThat(site.story()).containsExactly(story.split("; "));
    }

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
        site.set("TxStopPoint", stopPoint).start();
        site.charge(1, Site.CARD);
        site.present(Site.CARD);
        site.energyEnds(1);
        site.unplug(1);

        assertThat(site.story()).endsWith(story.split("; ")).hasSize(2 + story.split("; ").length);
        assertThat(site.asked).containsExactly(Site.CARD); // C01.FR.03: not asked when it stops
    }

    @ParameterizedTest
    @CsvSource({
        "Authorized,      '2 Ended RemoteStop EVConnected because=Remote'",
        "PowerPathClosed, '2 Ended RemoteStop EVConnected because=Remote'",
        "EVConnected,     '2 Updated RemoteStop; 3 Updated ChargingStateChanged EVConnected;"
                + " 4 Ended EVCommunicationLost Idle because=Remote'",
        "EnergyTransfer,  '2 Updated RemoteStop; 3 Ended ChargingStateChanged EVConnected because=Remote'",
    })
    void stopsForTheCsms(String stopPoint, String story) { // F03.FR.02, F03.FR.03, F03.FR.07, F03.FR.09, TC_E_21, E_35
        site.set("TxStopPoint", stopPoint).start();
        site.charge(1, Site.CARD);
        String transactionId = site.events().get(0).transactionInfo().transactionId();

        assertThat(site.control().stopRemotely("another")).isFalse();
        assertThat(site.control().stopRemotely(transactionId)).isTrue();
        site.settle();
        site.energyEnds(1);
        site.unplug(1);

        assertThat(site.story()).endsWith(story.split("; "));
    }

    @ParameterizedTest
    @CsvSource({
        "EnergyTransfer,  '2 Ended ChargingStateChanged EVConnected because=StoppedByEV'",
        "PowerPathClosed, '2 Updated ChargingStateChanged SuspendedEV; 3 Updated ChargingStateChanged Charging'",
    })
    void tellsThatTheVehiclePauses(String stopPoint, String story) { // TC_E_22
        site.set("TxStopPoint", stopPoint).start();
        site.charge(1, Site.CARD);
        site.tester.vehicle(1, VehicleState.SUSPENDED_BY_VEHICLE);
        site.tester.powerPath(1, false);
        site.settle();
        site.tester.vehicle(1, VehicleState.CHARGING);
        site.tester.powerPath(1, true);

        assertThat(site.story()).endsWith(story.split("; "));
    }

    @ParameterizedTest
    @CsvSource({
        "Authorized,      true,  '2 Ended EVCommunicationLost Idle because=EVDisconnected'",
        "EVConnected,     false, '2 Ended EVCommunicationLost Idle because=EVDisconnected'",
        "PowerPathClosed, false, '2 Ended EVCommunicationLost Idle because=EVDisconnected'",
        "EnergyTransfer,  false, '2 Ended EVCommunicationLost Idle because=EVDisconnected'",
    })
    void endsWhenTheVehicleIsUnplugged(String stopPoint, boolean stop, String story) { // E09, TC_E_54
        site.set("TxStopPoint", stopPoint)
                .set("StopTxOnEVSideDisconnect", String.valueOf(stop))
                .start();
        site.charge(1, Site.CARD);
        site.unplug(1);

        assertThat(site.story()).endsWith(story);
        assertThat(site.lastCommand(1)).isEqualTo(new HardwareCommand.StopEnergy(1));
    }

    @Test
    void waitsForTheVehicleToComeBack() { // E10, TC_E_26, TC_E_27
        site.set("TxStopPoint", "Authorized")
                .set("StopTxOnEVSideDisconnect", "false")
                .start();
        site.charge(1, Site.CARD);
        site.unplug(1);
        site.wait(Duration.ofSeconds(30));
        site.plugIn(1);
        site.energyFlows(1);
        site.unplug(1);
        site.wait(Duration.ofSeconds(60));

        assertThat(site.story().subList(2, 7))
                .containsExactly(
                        "2 Updated EVCommunicationLost Idle",
                        "3 Updated CablePluggedIn EVConnected evse=1",
                        "4 Updated ChargingStateChanged Charging",
                        "5 Updated EVCommunicationLost Idle",
                        "6 Ended EVConnectTimeout because=Timeout");
    }

    @Test
    void endsTheAuthorizationWhenNobodyPlugsIn() { // E03.FR.05, C01.FR.26, TC_E_05, TC_E_39
        site.set("EVConnectionTimeOut", "30").start();
        site.present(Site.CARD);
        site.wait(Duration.ofSeconds(29));
        assertThat(site.story()).hasSize(1);
        site.wait(Duration.ofSeconds(1));
        site.plugIn(1);

        assertThat(site.story())
                .containsExactly(
                        "0 Started Authorized Idle token=04A2B3C4", "1 Ended EVConnectTimeout because=Timeout");
        assertThat(site.tester.commands()).isEmpty();
    }

    @Test
    void followsANewConnectionTimeOutAtOnce() {
        site.set("EVConnectionTimeOut", "30").start();
        site.present(Site.CARD);
        site.wait(Duration.ofSeconds(20));
        site.tester.deviceModel().publish(TransactionVariables.EV_CONNECTION_TIME_OUT, "25");
        site.wait(Duration.ofSeconds(5));

        assertThat(site.story()).endsWith("1 Ended EVConnectTimeout because=Timeout");
    }

    @Test
    void stopsByButtonAndByTheVehicle() { // E15.FR.04
        site.start();
        site.charge(1, Site.CARD);
        site.charge(2, Site.OTHER);
        site.tester.hardwareEvent(
                new HardwareEvent.StopRequested(site.tester.time().wallClock(), 1));
        site.settle();
        site.energyEnds(1);
        site.tester.powerPath(2, false);
        site.tester.vehicle(2, VehicleState.FINISHING);

        assertThat(site.story())
                .endsWith(
                        "2 Ended StopAuthorized EVConnected because=Local",
                        "2 Ended StopAuthorized EVConnected because=StoppedByEV");
    }

    @Test
    void stopsOnAFault() { // E06.FR.16
        site.start();
        site.charge(1, Site.CARD);
        site.tester.faults(1, new Fault("GroundFailure", ""));
        site.settle();
        site.energyEnds(1);

        assertThat(site.story()).endsWith("2 Ended AbnormalCondition EVConnected because=GroundFault");
    }

    @Test
    void reportsTheEndThoughTheContactorsStayClosed() {
        site.start();
        site.charge(1, Site.CARD);
        site.present(Site.CARD);
        assertThat(site.story()).hasSize(2);
        site.wait(SessionTimers.PATH_OPENS_WITHIN);

        assertThat(site.story()).endsWith("2 Ended StopAuthorized because=Local token=04A2B3C4");
    }

    @ParameterizedTest
    @CsvSource({
        "true,  Authorized,  '2 Ended Deauthorized EVConnected because=DeAuthorized'",
        "true,  EVConnected, '2 Updated Deauthorized EVConnected'",
        "false, Authorized,  '2 Updated ChargingStateChanged SuspendedEVSE'",
        "true,  EnergyTransfer, '2 Ended Deauthorized EVConnected because=DeAuthorized'",
    })
    void takesBackWhatTheCsmsDoesNotAccept(boolean stop, String stopPoint, String last) { // E05, TC_E_16, C_16, C_17
        site.set("StopTxOnInvalidId", String.valueOf(stop))
                .set("TxStopPoint", stopPoint)
                .start();
        site.tester.goOffline();
        site.plugIn(1);
        site.present(Site.CARD);
        site.energyFlows(1);
        site.tester.goOnline(Duration.ofMinutes(1));
        site.confirmAll(AuthorizationStatusEnumType.Invalid);
        site.energyEnds(1);

        assertThat(site.story())
                .containsExactly(
                        "0 Started Authorized EVConnected token=04A2B3C4 evse=1 offline=true",
                        "1 Updated ChargingStateChanged Charging offline=true",
                        last);
        assertThat(site.learned.get(Site.CARD).status()).isEqualTo(AuthorizationStatusEnumType.Invalid);
    }

    @Test
    void endsADeauthorizedTransactionWithoutAVehicle() { // TC_C_34
        site.start();
        site.present(Site.CARD);
        site.confirmAll(AuthorizationStatusEnumType.Blocked);
        site.plugIn(1);

        assertThat(site.story())
                .containsExactly(
                        "0 Started Authorized Idle token=04A2B3C4", "1 Ended Deauthorized because=DeAuthorized");
        assertThat(site.tester.commands()).isEmpty();
    }

    @Test
    void keepsTheGroupThatTheCsmsDoesNotRepeat() { // C09.FR.03
        site.known.put(
                Site.CARD,
                IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted).withGroupIdToken(Site.GROUP));
        site.known.put(
                Site.OTHER,
                IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted).withGroupIdToken(Site.GROUP));
        site.start();
        site.charge(1, Site.CARD); // confirmed without the group
        site.present(Site.OTHER);
        site.energyEnds(1);

        assertThat(site.story()).endsWith("2 Ended StopAuthorized EVConnected because=Local token=DEADBEEF");
    }

    @Test
    void endsAnAuthorizationThatIsNoTransactionYetInSilence() { // C01.FR.26
        site.set("TxStartPoint", "PowerPathClosed").start();
        site.present(Site.CARD);
        site.wait(Duration.ofSeconds(60));
        site.plugIn(1);

        assertThat(site.story()).isEmpty();
        assertThat(site.tester.commands()).isEmpty();
    }

    @Test
    void stopsACardFirstTransactionThatNobodyPluggedInFor() {
        site.set("TxStopPoint", "EVConnected").start();
        site.present(Site.CARD);
        site.present(Site.CARD);

        assertThat(site.story()).endsWith("1 Ended StopAuthorized because=Local token=04A2B3C4");
        assertThat(site.control().active()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TxStartPoint", "TxStopPoint"})
    void refusesToHaveNoPoint(String variable) {
        site.start();

        assertThat(site.tester
                        .deviceModel()
                        .set(SetVariableDataType.of("", ComponentType.of("TxCtrlr"), VariableType.of(variable)))
                        .attributeStatus())
                .isEqualTo(SetVariableStatusEnumType.Rejected);
    }

    @Test
    void servesAVehicleThatWaitedForTheEvse() {
        site.start();
        site.tester.change(1, s -> inoperative(s, false));
        site.present(Site.CARD);
        site.plugIn(1);
        assertThat(site.tester.commands()).isEmpty();
        site.tester.change(1, s -> inoperative(s, true));
        site.settle();

        assertThat(site.story()).endsWith("1 Updated CablePluggedIn EVConnected evse=1");
    }

    private static EvseState inoperative(EvseState s, boolean operative) {
        return new EvseState(
                s.evseId(), s.pluggedIn(), s.vehicle(), s.powerPathClosed(), operative, s.faults(), s.meter(), null);
    }

    @Test
    void stopsAWithheldTransactionByItsCard() { // TC_C_26
        site.set("StopTxOnInvalidId", "false").start();
        site.plugIn(1);
        site.present(Site.CARD);
        site.confirmAll(AuthorizationStatusEnumType.Invalid);
        site.present(Site.CARD);

        assertThat(site.story())
                .endsWith(
                        "1 Updated ChargingStateChanged SuspendedEVSE",
                        "2 Ended StopAuthorized EVConnected because=Local token=04A2B3C4");
    }

    @Test
    void answersWhatBecameOfATransaction() { // E14, TC_E_28 to E_34
        site.start();
        assertThat(status("unknown")).isEqualTo("ongoing=false queue=false");
        assertThat(status(null)).isEqualTo("ongoing=null queue=false");
        site.plugIn(1);
        site.present(Site.CARD);
        String id = site.control().active().get(0).transactionId();
        assertThat(status(id)).isEqualTo("ongoing=true queue=true");
        assertThat(status(null)).isEqualTo("ongoing=null queue=true");
        site.confirmAll();
        assertThat(status(id)).isEqualTo("ongoing=true queue=false");
        site.unplug(1);
        assertThat(status(id)).isEqualTo("ongoing=false queue=true");
        site.confirmAll();
        assertThat(status(id)).isEqualTo("ongoing=false queue=false");
    }

    private String status(String transactionId) {
        GetTransactionStatusResponse status = site.tester
                .request(GetTransactionStatusRequest.of().withTransactionId(transactionId))
                .response(GetTransactionStatusResponse.class);
        return "ongoing=" + status.ongoingIndicator() + " queue=" + status.messagesInQueue();
    }

    @Test
    void tellsOtherBlocksAndCountsEnergy() {
        site.start();
        site.meter(1, 1_000);
        site.charge(1, Site.CARD);
        site.meter(1, 6_500);

        assertThat(site.control().active()).singleElement().satisfies(info -> {
            assertThat(info.energyWh()).isEqualTo(5_500);
            assertThat(info.evseId()).isEqualTo(1);
            assertThat(info.idToken()).isEqualTo(Site.CARD);
        });
        site.unplug(1);
        assertThat(site.tester.published(StationEvent.TransactionChanged.class))
                .extracting(StationEvent.TransactionChanged::phase)
                .containsExactly(Phase.STARTED, Phase.UPDATED, Phase.ENDED);
        assertThat(site.tester.state().keys()).as("nothing is left behind").noneMatch(key -> key.startsWith("session"));
    }
}
