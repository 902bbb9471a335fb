package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.Fault;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.ocpp.types.RequestStartStopStatusEnumType;
import io.karge.station.Authorizer;
import io.karge.station.TransactionControl.RemoteStart;
import io.karge.station.TransactionControl.RemoteStartResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the CSMS starts and stops (F01 to F03). */
class RemoteControlTest {
    private final TransactionsTester station = new TransactionsTester();

    /**
     * F01.FR.03, F01.FR.05, F01.FR.13, F01.FR.17, F01.FR.19, F01.FR.24, F01.FR.25; TC_F_01. The token is Central: C03.FR.01,
     * C05.FR.01, C05.FR.03, C05.FR.05.
     */
    @Test
    void startsRemotelyAtAVehicleThatIsPluggedIn() {
        station.set("TxStartPoint", "EVConnected").start();
        station.plugIn(1);
        station.confirmAll();
        station.tester.clearRecords();
        RemoteStartResult result = remoteStart(1);

        assertThat(result.status()).isEqualTo(RequestStartStopStatusEnumType.Accepted);
        assertThat(result.transactionId())
                .isEqualTo(station.control().active().get(0).transactionId());
        assertThat(station.tester.calls()).as("the answer comes first").isEmpty();
        station.settle();
        assertThat(TransactionsTester.inShort(station.open().orElseThrow().request(TransactionEventRequest.class)))
                .isEqualTo("1 Updated RemoteStart remote=7 token=APP");
        assertThat(station.asked)
                .as("a Central token is not asked for (C05.FR.01)")
                .isEmpty();
        assertThat(station.control().startRemotely(start(1, 8)).orElseThrow().status())
                .isEqualTo(RequestStartStopStatusEnumType.Rejected);
    }

    /** F02.FR.01, F02.FR.05, F02.FR.10, F02.FR.11, F02.FR.12, F02.FR.13, F02.FR.21; TC_F_03. */
    @ParameterizedTest
    @CsvSource({
        "Authorized,      '0 Started RemoteStart Idle remote=7 token=APP evse=1;"
                + " 1 Updated CablePluggedIn EVConnected evse=1; 2 Updated ChargingStateChanged Charging'",
        "EVConnected,     '0 Started RemoteStart EVConnected remote=7 token=APP evse=1;"
                + " 1 Updated ChargingStateChanged Charging'",
        "PowerPathClosed, '0 Started RemoteStart EVConnected remote=7 token=APP evse=1;"
                + " 1 Updated ChargingStateChanged Charging'",
        "EnergyTransfer,  '0 Started RemoteStart Charging remote=7 token=APP evse=1'",
    })
    void startsRemotelyBeforeTheVehicleIsPluggedIn(String startPoint, String story) {
        station.set("TxStartPoint", startPoint).start();
        remoteStart(1);
        station.plugIn(1);
        station.energyFlows(1);

        assertThat(station.story()).containsExactly(story.split("; "));
    }

    /** E01.FR.09, E01.FR.16: the EVSE with the begin, its connector when a vehicle is there. */
    @Test
    void namesTheEvseOfARemoteStartBeforeItsConnector() {
        station.start();
        remoteStart(1);
        station.plugIn(1);
        station.energyFlows(1);

        assertThat(station.story()).hasSize(3);
        assertThat(station.events())
                .extracting(TransactionEventRequest::evse)
                .containsExactly(EVSEType.of(1), EVSEType.of(1).withConnectorId(1), null);
        assertThat(context(0)).isEqualTo(ReadingContextEnumType.TransactionBegin);
        assertThat(station.events().get(1).meterValue())
                .as("the begin is told once")
                .isNull();
    }

    /** E01.FR.09. */
    @Test
    void namesTheEvseThatACardHasChosen() {
        station.start();
        station.present(TransactionsTester.CARD, 2);
        station.plugIn(1);
        station.plugIn(2);

        assertThat(station.story())
                .containsExactly(
                        "0 Started Authorized Idle token=04A2B3C4 evse=2",
                        "1 Updated CablePluggedIn EVConnected evse=2");
        assertThat(context(0)).isEqualTo(ReadingContextEnumType.TransactionBegin);
    }

    @Test
    void startsRemotelyWhereverTheVehicleIsPluggedIn() { // F01.FR.07, F01.FR.20, F02.FR.15, F02.FR.22
        station.start();
        station.control().startRemotely(new RemoteStart(7, app(), null, null));
        station.plugIn(2);

        assertThat(station.story()).endsWith("1 Updated CablePluggedIn EVConnected evse=2");
    }

    @Test
    void startsRemotelyWithoutEvseAtTheVehicleThatWaits() { // F01.FR.13, F01.FR.20
        station.set("TxStartPoint", "EVConnected").start();
        station.plugIn(2);
        RemoteStartResult result = station.control()
                .startRemotely(new RemoteStart(7, app(), null, null))
                .orElseThrow();
        station.settle();

        assertThat(result.transactionId())
                .isEqualTo(station.control().onEvse(2).orElseThrow().transactionId());
        assertThat(station.story()).endsWith("1 Updated RemoteStart remote=7 token=APP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EVConnected", "PowerPathClosed", "EnergyTransfer"})
    void forgetsARemoteStartWithoutATransactionWhenNobodyPlugsIn(String startPoint) { // F02.FR.07
        station.set("TxStartPoint", startPoint).start();
        remoteStart(1);
        station.wait(Duration.ofSeconds(60));
        assertThat(station.story()).as("there was nothing to end").isEmpty();

        station.plugIn(1);
        assertThat(station.tester.commands()).as("nobody is authorized").isEmpty();
    }

    @Test
    void forgetsARemoteStartForAnyEvseWhenNobodyPlugsIn() { // F02.FR.07
        station.start();
        station.control().startRemotely(new RemoteStart(7, app(), null, null));
        station.wait(Duration.ofSeconds(60));
        station.plugIn(1);

        assertThat(station.story()).endsWith("1 Ended EVConnectTimeout because=Timeout");
        assertThat(station.tester.commands()).isEmpty();
    }

    @Test
    void cancelsARemoteStartWhenNobodyPlugsIn() { // F02.FR.07, TC_F_04
        station.start();
        remoteStart(1);
        station.wait(Duration.ofSeconds(60));

        assertThat(station.story()).endsWith("1 Ended EVConnectTimeout because=Timeout");
        assertThat(remoteStart(1).status()).isEqualTo(RequestStartStopStatusEnumType.Accepted);
    }

    @Test
    void waitsForTheVehicleAsLongAsItMayHaveOnly() { // F02.FR.07
        station.start();
        remoteStart(1);
        station.wait(Duration.ofSeconds(59));
        station.plugIn(1);
        station.wait(Duration.ofSeconds(60));

        assertThat(station.story()).endsWith("1 Updated CablePluggedIn EVConnected evse=1");
    }

    @ParameterizedTest
    @CsvSource({"Accepted, 1", "Blocked, 0"})
    void authorizesARemoteStart(AuthorizationStatusEnumType status, int transactions) { // F01.FR.01, F02.FR.09, TC_F_02
        station.known.put(TransactionsTester.CARD, IdTokenInfoType.of(status));
        station.with(TransactionVariables.AUTHORIZE_REMOTE_START, "true").start();
        RemoteStartResult result = station.control()
                .startRemotely(new RemoteStart(7, TransactionsTester.CARD, null, 1))
                .orElseThrow();
        assertThat(result.status()).isEqualTo(RequestStartStopStatusEnumType.Accepted);
        assertThat(station.asked).as("the answer comes first").isEmpty();
        station.settle();

        assertThat(station.asked).containsExactly(TransactionsTester.CARD);
        assertThat(station.control().active()).hasSize(transactions);
        assertThat(station.story()).hasSize(transactions);
    }

    @ParameterizedTest
    @CsvSource({"true, Central, 0", "true, NoAuthorization, 0", "true, ISO14443, 1", "false, ISO14443, 0"})
    void asksOnlyWhomItMust(boolean authorizeRemoteStart, IdTokenEnumType type, int asked) { // F01.FR.02, F02.FR.10
        station.with(TransactionVariables.AUTHORIZE_REMOTE_START, Boolean.toString(authorizeRemoteStart))
                .start();
        IdTokenType token = IdTokenType.of(type == IdTokenEnumType.NoAuthorization ? "" : "APP", type);
        station.control().startRemotely(new RemoteStart(7, token, null, 1));
        station.settle();

        assertThat(station.asked).hasSize(asked);
        assertThat(station.story()).hasSize(1);
        assertThat(station.events().get(0).idToken()).isEqualTo(token); // F01.FR.04, F02.FR.12
    }

    @Test
    void acceptsOneRemoteStartAtATime() {
        station.holdAuthorizations = true;
        station.with(TransactionVariables.AUTHORIZE_REMOTE_START, "true").start();
        startByCard(7);
        station.settle();
        RemoteStartResult second = startByCard(8);
        assertThat(second.status()).isEqualTo(RequestStartStopStatusEnumType.Rejected);
        assertThat(second.why()).contains("EVSE 1");

        station.held
                .remove(0)
                .answer(new Authorizer.Authorization(
                        TransactionsTester.CARD,
                        IdTokenInfoType.of(AuthorizationStatusEnumType.Blocked),
                        Authorizer.Authorization.Source.CSMS));
        assertThat(startByCard(9).status()).isEqualTo(RequestStartStopStatusEnumType.Accepted);
    }

    @Test
    void acceptsAnotherRemoteStartWhereNobodyCouldAuthorizeTheFirst() {
        station.with(TransactionVariables.AUTHORIZE_REMOTE_START, "true").start();
        station.tester.withdraw(Authorizer.class);
        startByCard(7);
        station.settle();
        assertThat(station.story()).isEmpty();
        assertThat(startByCard(8).status()).isEqualTo(RequestStartStopStatusEnumType.Accepted);
    }

    @Test
    void rejectsARemoteStartWhereTheCsmsHasWithdrawnTheToken() { // F01.FR.24, F02.FR.26
        station.set("StopTxOnInvalidId", "false").start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        station.energyFlows(1);
        station.confirmAll(AuthorizationStatusEnumType.Invalid);

        assertThat(remoteStart(1).status()).isEqualTo(RequestStartStopStatusEnumType.Rejected);
        assertThat(station.control().onEvse(1).orElseThrow().authorized()).isFalse();
    }

    @Test
    void stopsARemoteStartByACardOfItsGroup() {
        station.known.put(
                TransactionsTester.OTHER,
                IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted).withGroupIdToken(TransactionsTester.GROUP));
        station.start();
        station.control().startRemotely(new RemoteStart(7, app(), TransactionsTester.GROUP, 1));
        station.plugIn(1);
        station.energyFlows(1);
        assertThat(station.control().onEvse(1).orElseThrow().authorized()).isTrue();
        station.present(TransactionsTester.OTHER);
        station.energyEnds(1);

        assertThat(station.story()).endsWith("3 Ended StopAuthorized EVConnected because=Local token=DEADBEEF");
    }

    @Test
    void carriesMeterValuesFromTheBeginToTheEnd() { // F01.FR.14, F01.FR.15, F02.FR.02, F02.FR.03, F03.FR.04
        station.with(TransactionVariables.TX_UPDATED_INTERVAL, "60").start();
        remoteStart(1);
        station.plugIn(1);
        station.energyFlows(1);
        station.control().stopRemotely(station.control().active().get(0).transactionId());
        station.settle();
        station.energyEnds(1);

        assertThat(station.story()).hasSize(4);
        assertThat(station.events().subList(1, 4))
                .allSatisfy(event -> assertThat(event.meterValue()).isNotEmpty());
        assertThat(context(0)).isEqualTo(ReadingContextEnumType.TransactionBegin);
        assertThat(context(1)).isEqualTo(ReadingContextEnumType.Other);
        assertThat(context(2)).isEqualTo(ReadingContextEnumType.Other);
        assertThat(station.events().get(3).meterValue()).last().satisfies(value -> assertThat(
                        value.sampledValue().get(0).context())
                .isEqualTo(ReadingContextEnumType.TransactionEnd));
    }

    private ReadingContextEnumType context(int event) {
        return station.events()
                .get(event)
                .meterValue()
                .get(0)
                .sampledValue()
                .get(0)
                .context();
    }

    @Test
    void rejectsRemoteStartsThatCannotBe() {
        station.start();
        station.tester.faults(2, new Fault("GroundFailure", ""));
        assertThat(remoteStart(9).status()).isEqualTo(RequestStartStopStatusEnumType.Rejected);
        assertThat(remoteStart(2).status()).isEqualTo(RequestStartStopStatusEnumType.Rejected); // F01.FR.23, F02.FR.25
        station.tester.lifeCycle().setRegistration(RegistrationStatusEnumType.Pending);
        assertThat(remoteStart(1).status()).isEqualTo(RequestStartStopStatusEnumType.Rejected); // B02.FR.05
    }

    private RemoteStartResult remoteStart(int evseId) {
        return station.control().startRemotely(start(evseId, 7)).orElseThrow();
    }

    private RemoteStartResult startByCard(int remoteStartId) {
        return station.control()
                .startRemotely(new RemoteStart(remoteStartId, TransactionsTester.CARD, null, 1))
                .orElseThrow();
    }

    private static RemoteStart start(int evseId, int remoteStartId) {
        return new RemoteStart(remoteStartId, app(), null, evseId);
    }

    private static IdTokenType app() {
        return IdTokenType.of("APP", IdTokenEnumType.Central);
    }
}
