package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.CommandResult;
import io.karge.driver.EvseState;
import io.karge.driver.Fault;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent;
import io.karge.driver.TokenType;
import io.karge.driver.VehicleState;
import io.karge.ocpp.messages.GetTransactionStatusRequest;
import io.karge.ocpp.messages.GetTransactionStatusResponse;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.ocpp.types.RequestStartStopStatusEnumType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.VariableType;
import io.karge.station.StationEvent;
import io.karge.station.StationEvent.TransactionChanged.Phase;
import io.karge.station.TransactionControl.RemoteStart;
import io.karge.station.TransactionControl.RemoteStartResult;
import io.karge.station.testkit.SentCommand;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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
        "EVConnected,     '2 Updated RemoteStop; 3 Updated ChargingStateChanged EVConnected;"
                + " 4 Ended EVCommunicationLost Idle because=Remote'",
        "EnergyTransfer,  '2 Updated RemoteStop; 3 Ended ChargingStateChanged EVConnected because=Remote'",
    })
    void stopsForTheCsms(String stopPoint, String story) { // F03, TC_E_21, E_35
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

    // --- the card at the shared reader ---

    @Test
    void doesNothingWithACardThatIsNotAccepted() { // TC_C_02
        site.known.put(Site.CARD, IdTokenInfoType.of(AuthorizationStatusEnumType.Invalid));
        site.start();
        site.plugIn(1);
        site.present(Site.CARD);

        assertThat(site.story()).isEmpty();
        assertThat(site.tester.commands()).isEmpty();
    }

    @Test
    void authorizesAForeignCardAndIgnoresIt() { // TC_C_04
        site.start();
        site.charge(1, Site.CARD);
        site.present(Site.OTHER, 1);

        assertThat(site.asked).endsWith(Site.OTHER);
        assertThat(site.story()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"Accepted, true", "Invalid, false"})
    void stopsByACardOfTheGroupThatIsAccepted(AuthorizationStatusEnumType status, boolean stops) { // TC_C_39, C_42
        site.known.put(
                Site.CARD,
                IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted).withGroupIdToken(Site.GROUP));
        site.known.put(Site.OTHER, IdTokenInfoType.of(status).withGroupIdToken(Site.GROUP));
        site.start();
        site.plugIn(1);
        site.present(Site.CARD);
        site.energyFlows(1);
        site.present(Site.OTHER);

        assertThat(site.control().active()).hasSize(1);
        if (stops) {
            site.energyEnds(1);
            assertThat(site.story()).endsWith("2 Ended StopAuthorized EVConnected because=Local token=DEADBEEF");
        } else {
            assertThat(site.story()).hasSize(2);
        }
    }

    @Test
    void givesACardToTheVehicleThatWasPluggedInLast() {
        site.start();
        site.plugIn(1);
        site.wait(Duration.ofSeconds(1));
        site.plugIn(2);
        site.present(Site.CARD);
        site.present(Site.OTHER);

        assertThat(site.story())
                .containsExactly(
                        "0 Started Authorized EVConnected token=04A2B3C4 evse=2",
                        "0 Started Authorized EVConnected token=DEADBEEF evse=1");
    }

    @Test
    void letsAStrangerNotContinueAtAVehicleThatHasFinished() {
        site.start();
        site.charge(1, Site.CARD);
        site.present(Site.CARD);
        site.energyEnds(1);
        site.present(Site.OTHER);
        assertThat(site.control().onEvse(1)).isEmpty();

        site.present(Site.CARD);
        assertThat(site.control().onEvse(1)).isPresent();
        assertThat(site.lastCommand(1)).isEqualTo(new HardwareCommand.AllowEnergy(1, null));
    }

    @Test
    void keepsToTheEvsesThatTheTokenIsAllowedAt() { // C01.FR.21
        site.known.put(
                Site.CARD,
                IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted).withEvseId(List.of(2)));
        site.start();
        site.present(Site.CARD, 1);
        site.present(Site.CARD);
        site.plugIn(1);
        site.plugIn(2);

        assertThat(site.story())
                .containsExactly(
                        "0 Started Authorized Idle token=04A2B3C4", "1 Updated CablePluggedIn EVConnected evse=2");
    }

    @Test
    void asksOnceForACardThatIsHeldToTheReaderTwice() {
        site.holdAuthorizations = true;
        site.start();
        site.plugIn(1);
        site.present(Site.CARD);
        site.present(Site.CARD);

        assertThat(site.asked).containsExactly(Site.CARD);
    }

    @Test
    void takesNobodyBeforeTheCsmsHasEverAcceptedIt() {
        site.tester.lifeCycle().setRegistration(null);
        site.tester.lifeCycle().setConnected(false);
        site.start();
        site.present(Site.CARD);
        assertThat(site.control().active()).isEmpty();

        site.tester.lifeCycle().setRegistration(RegistrationStatusEnumType.Accepted);
        site.tester.tell(new StationEvent.Registered(RegistrationStatusEnumType.Accepted));
        site.tester.close();
        site.tester.lifeCycle().setRegistration(null);
        site.start();
        site.present(Site.CARD);
        assertThat(site.control().active()).hasSize(1);
    }

    // --- remote control ---

    @Test
    void startsRemotelyAtAVehicleThatIsPluggedIn() { // F01, TC_F_01
        site.set("TxStartPoint", "EVConnected").start();
        site.plugIn(1);
        site.confirmAll();
        site.tester.clearRecords();
        RemoteStartResult result = remoteStart(1);

        assertThat(result.status()).isEqualTo(RequestStartStopStatusEnumType.Accepted);
        assertThat(result.transactionId())
                .isEqualTo(site.control().active().get(0).transactionId());
        assertThat(site.tester.calls()).as("the answer comes first").isEmpty();
        site.settle();
        assertThat(Site.inShort(site.open().orElseThrow().request(TransactionEventRequest.class)))
                .isEqualTo("1 Updated RemoteStart remote=7 token=APP");
        assertThat(site.asked)
                .as("a Central token is not asked for (C05.FR.01)")
                .isEmpty();
        assertThat(site.control().startRemotely(start(1, 8)).status())
                .isEqualTo(RequestStartStopStatusEnumType.Rejected); // F01.FR.24
    }

    @ParameterizedTest
    @CsvSource({
        "Authorized,      '0 Started RemoteStart Idle remote=7 token=APP;"
                + " 1 Updated CablePluggedIn EVConnected evse=1; 2 Updated ChargingStateChanged Charging'",
        "PowerPathClosed, '0 Started RemoteStart EVConnected remote=7 token=APP evse=1;"
                + " 1 Updated ChargingStateChanged Charging'",
        "EnergyTransfer,  '0 Started RemoteStart Charging remote=7 token=APP evse=1'",
    })
    void startsRemotelyBeforeTheVehicleIsPluggedIn(String startPoint, String story) { // F02, TC_F_03
        site.set("TxStartPoint", startPoint).start();
        remoteStart(1);
        site.plugIn(1);
        site.energyFlows(1);

        assertThat(site.story()).containsExactly(story.split("; "));
    }

    @Test
    void startsRemotelyWhereverTheVehicleIsPluggedIn() { // F01.FR.20
        site.start();
        site.control().startRemotely(new RemoteStart(7, app(), null, null));
        site.plugIn(2);

        assertThat(site.story()).endsWith("1 Updated CablePluggedIn EVConnected evse=2");
    }

    @Test
    void cancelsARemoteStartWhenNobodyPlugsIn() { // TC_F_04
        site.start();
        remoteStart(1);
        site.wait(Duration.ofSeconds(60));

        assertThat(site.story()).endsWith("1 Ended EVConnectTimeout because=Timeout");
        assertThat(remoteStart(1).status()).isEqualTo(RequestStartStopStatusEnumType.Accepted);
    }

    @ParameterizedTest
    @CsvSource({"Accepted, 1", "Blocked, 0"})
    void authorizesARemoteStart(AuthorizationStatusEnumType status, int transactions) { // F02.FR.09, TC_F_02
        site.known.put(Site.CARD, IdTokenInfoType.of(status));
        site.with(TransactionVariables.AUTHORIZE_REMOTE_START, "true").start();
        RemoteStartResult result = site.control().startRemotely(new RemoteStart(7, Site.CARD, null, 1));
        assertThat(result.status()).isEqualTo(RequestStartStopStatusEnumType.Accepted);
        assertThat(site.asked).as("the answer comes first").isEmpty();
        site.settle();

        assertThat(site.asked).containsExactly(Site.CARD);
        assertThat(site.control().active()).hasSize(transactions);
        assertThat(site.story()).hasSize(transactions);
    }

    @Test
    void rejectsRemoteStartsThatCannotBe() {
        site.start();
        site.tester.faults(2, new Fault("GroundFailure", ""));
        assertThat(remoteStart(9).status()).isEqualTo(RequestStartStopStatusEnumType.Rejected);
        assertThat(remoteStart(2).status()).isEqualTo(RequestStartStopStatusEnumType.Rejected); // F01.FR.23
        site.tester.lifeCycle().setRegistration(RegistrationStatusEnumType.Pending);
        assertThat(remoteStart(1).status()).isEqualTo(RequestStartStopStatusEnumType.Rejected); // B02.FR.05
    }

    private RemoteStartResult remoteStart(int evseId) {
        return site.control().startRemotely(start(evseId, 7));
    }

    private static RemoteStart start(int evseId, int remoteStartId) {
        return new RemoteStart(remoteStartId, app(), null, evseId);
    }

    private static IdTokenType app() {
        return IdTokenType.of("APP", IdTokenEnumType.Central);
    }

    // --- hardware that comes and goes ---

    @Test
    void allowsEnergyAgainWhenTheLinkIsBack() {
        site.start();
        site.tester.plugIn(1);
        site.tester.hardwareEvent(new HardwareEvent.TokenPresented(
                site.tester.time().wallClock(), 0, Site.CARD.idToken(), TokenType.ISO14443));
        site.tester.lastCommand().complete(new CommandResult.LinkDown());
        assertThat(site.tester.commands()).hasSize(1);
        site.tester.snapshot();

        assertThat(site.tester.commands())
                .extracting(SentCommand::command)
                .containsExactly(new HardwareCommand.AllowEnergy(1, null), new HardwareCommand.AllowEnergy(1, null));
    }

    @Test
    void asksAgainWhenTheHardwareRefuses() {
        site.start();
        site.charge(1, Site.CARD);
        site.tester.hardwareEvent(
                new HardwareEvent.StopRequested(site.tester.time().wallClock(), 1));
        site.tester.lastCommand().complete(new CommandResult.Rejected("stuck"));
        site.tester.clearRecords();
        site.tester.advance(Duration.ofSeconds(10));

        assertThat(site.tester.lastCommand().command()).isEqualTo(new HardwareCommand.StopEnergy(1));
    }

    @Test
    void stopsEnergyThatNobodyIsAuthorizedFor() { // C01.FR.01
        site.start();
        site.plugIn(1);
        site.tester.powerPath(1, true);

        assertThat(site.lastCommand(1)).isEqualTo(new HardwareCommand.StopEnergy(1));
    }

    // --- restarts ---

    @Test
    void goesOnAfterARestartOfTheGatewayAsIfNothingHadBeen() {
        site.start();
        site.charge(1, Site.CARD);
        site.tester.close();
        site.tester.lifeCycle().setBootReason(BootReasonEnumType.ApplicationReset);
        site.start();
        site.tester.snapshot();
        site.settle();
        assertThat(site.story()).hasSize(2);
        assertThat(site.control().active()).hasSize(1);

        site.present(Site.CARD);
        site.energyEnds(1);
        assertThat(site.story()).endsWith("2 Ended StopAuthorized EVConnected because=Local token=04A2B3C4");
    }

    @Test
    void resumesTheTransactionAfterAPowerLoss() {
        site.start();
        site.charge(1, Site.CARD);
        powerCycle(VehicleState.WAITING, true);
        assertThat(site.lastCommand(1)).isEqualTo(new HardwareCommand.AllowEnergy(1, null));
        site.energyFlows(1);

        assertThat(site.story())
                .endsWith("2 Updated ChargingStateChanged SuspendedEVSE", "3 Updated ChargingStateChanged Charging");
    }

    @ParameterizedTest
    @CsvSource({
        "PowerPathClosed, false, '2 Ended EVCommunicationLost Idle because=PowerLoss'",
        "EnergyTransfer,  true,  '2 Ended ChargingStateChanged SuspendedEVSE because=PowerLoss'",
    })
    void endsWhatThePowerLossEnded(String stopPoint, boolean pluggedIn, String last) {
        site.set("TxStopPoint", stopPoint).start();
        site.charge(1, Site.CARD);
        powerCycle(pluggedIn ? VehicleState.WAITING : VehicleState.ABSENT, pluggedIn);

        assertThat(site.story()).endsWith(last);
    }

    private void powerCycle(VehicleState vehicle, boolean pluggedIn) {
        site.tester.close();
        var now = site.tester.hardware().evse(1);
        site.tester.hardware().setEvse(new EvseState(1, pluggedIn, vehicle, false, true, Set.of(), now.meter(), null));
        site.start();
        site.tester.snapshot();
        site.settle();
    }

    @Test
    void keepsWaitingForAPlugOverARestart() {
        site.start();
        site.present(Site.CARD);
        site.wait(Duration.ofSeconds(40));
        site.tester.close();
        site.start();
        site.wait(Duration.ofSeconds(19));
        assertThat(site.story()).hasSize(1);
        site.wait(Duration.ofSeconds(1));

        assertThat(site.story()).endsWith("1 Ended EVConnectTimeout because=Timeout");
    }

    // --- what others see ---

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
