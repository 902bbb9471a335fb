package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.Fault;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
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
    private final Site site = new Site();

    /** F01.FR.03, F01.FR.05, F01.FR.13, F01.FR.17, F01.FR.19, F01.FR.24, F01.FR.25; TC_F_01. */
    @Test
    void startsRemotelyAtAVehicleThatIsPluggedIn() {
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
        assertThat(site.control().startRemotely(start(1, 8)).orElseThrow().status())
                .isEqualTo(RequestStartStopStatusEnumType.Rejected);
    }

    /** F02.FR.01, F02.FR.05, F02.FR.10, F02.FR.11, F02.FR.12, F02.FR.13, F02.FR.21; TC_F_03. */
    @ParameterizedTest
    @CsvSource({
        "Authorized,      '0 Started RemoteStart Idle remote=7 token=APP;"
                + " 1 Updated CablePluggedIn EVConnected evse=1; 2 Updated ChargingStateChanged Charging'",
        "EVConnected,     '0 Started RemoteStart EVConnected remote=7 token=APP evse=1;"
                + " 1 Updated ChargingStateChanged Charging'",
        "PowerPathClosed, '0 Started RemoteStart EVConnected remote=7 token=APP evse=1;"
                + " 1 Updated ChargingStateChanged Charging'",
        "EnergyTransfer,  '0 Started RemoteStart Charging remote=7 token=APP evse=1'",
    })
    void startsRemotelyBeforeTheVehicleIsPluggedIn(String startPoint, String story) {
        site.set("TxStartPoint", startPoint).start();
        remoteStart(1);
        site.plugIn(1);
        site.energyFlows(1);

        assertThat(site.story()).containsExactly(story.split("; "));
    }

    @Test
    void startsRemotelyWhereverTheVehicleIsPluggedIn() { // F01.FR.07, F01.FR.20, F02.FR.15, F02.FR.22
        site.start();
        site.control().startRemotely(new RemoteStart(7, app(), null, null));
        site.plugIn(2);

        assertThat(site.story()).endsWith("1 Updated CablePluggedIn EVConnected evse=2");
    }

    @Test
    void startsRemotelyWithoutEvseAtTheVehicleThatWaits() { // F01.FR.13, F01.FR.20
        site.set("TxStartPoint", "EVConnected").start();
        site.plugIn(2);
        RemoteStartResult result = site.control()
                .startRemotely(new RemoteStart(7, app(), null, null))
                .orElseThrow();
        site.settle();

        assertThat(result.transactionId())
                .isEqualTo(site.control().onEvse(2).orElseThrow().transactionId());
        assertThat(site.story()).endsWith("1 Updated RemoteStart remote=7 token=APP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EVConnected", "PowerPathClosed", "EnergyTransfer"})
    void forgetsARemoteStartWithoutATransactionWhenNobodyPlugsIn(String startPoint) { // F02.FR.07
        site.set("TxStartPoint", startPoint).start();
        remoteStart(1);
        site.wait(Duration.ofSeconds(60));
        assertThat(site.story()).as("there was nothing to end").isEmpty();

        site.plugIn(1);
        assertThat(site.tester.commands()).as("nobody is authorized").isEmpty();
    }

    @Test
    void forgetsARemoteStartForAnyEvseWhenNobodyPlugsIn() { // F02.FR.07
        site.start();
        site.control().startRemotely(new RemoteStart(7, app(), null, null));
        site.wait(Duration.ofSeconds(60));
        site.plugIn(1);

        assertThat(site.story()).endsWith("1 Ended EVConnectTimeout because=Timeout");
        assertThat(site.tester.commands()).isEmpty();
    }

    @Test
    void cancelsARemoteStartWhenNobodyPlugsIn() { // F02.FR.07, TC_F_04
        site.start();
        remoteStart(1);
        site.wait(Duration.ofSeconds(60));

        assertThat(site.story()).endsWith("1 Ended EVConnectTimeout because=Timeout");
        assertThat(remoteStart(1).status()).isEqualTo(RequestStartStopStatusEnumType.Accepted);
    }

    @Test
    void waitsForTheVehicleAsLongAsItMayHaveOnly() { // F02.FR.07
        site.start();
        remoteStart(1);
        site.wait(Duration.ofSeconds(59));
        site.plugIn(1);
        site.wait(Duration.ofSeconds(60));

        assertThat(site.story()).endsWith("1 Updated CablePluggedIn EVConnected evse=1");
    }

    @ParameterizedTest
    @CsvSource({"Accepted, 1", "Blocked, 0"})
    void authorizesARemoteStart(AuthorizationStatusEnumType status, int transactions) { // F01.FR.01, F02.FR.09, TC_F_02
        site.known.put(Site.CARD, IdTokenInfoType.of(status));
        site.with(TransactionVariables.AUTHORIZE_REMOTE_START, "true").start();
        RemoteStartResult result = site.control()
                .startRemotely(new RemoteStart(7, Site.CARD, null, 1))
                .orElseThrow();
        assertThat(result.status()).isEqualTo(RequestStartStopStatusEnumType.Accepted);
        assertThat(site.asked).as("the answer comes first").isEmpty();
        site.settle();

        assertThat(site.asked).containsExactly(Site.CARD);
        assertThat(site.control().active()).hasSize(transactions);
        assertThat(site.story()).hasSize(transactions);
    }

    @ParameterizedTest
    @CsvSource({"true, Central, 0", "true, NoAuthorization, 0", "true, ISO14443, 1", "false, ISO14443, 0"})
    void asksOnlyWhomItMust(boolean authorizeRemoteStart, IdTokenEnumType type, int asked) { // F01.FR.02, F02.FR.10
        site.with(TransactionVariables.AUTHORIZE_REMOTE_START, Boolean.toString(authorizeRemoteStart))
                .start();
        IdTokenType token = IdTokenType.of(type == IdTokenEnumType.NoAuthorization ? "" : "APP", type);
        site.control().startRemotely(new RemoteStart(7, token, null, 1));
        site.settle();

        assertThat(site.asked).hasSize(asked);
        assertThat(site.story()).hasSize(1);
        assertThat(site.events().get(0).idToken()).isEqualTo(token); // F01.FR.04, F02.FR.12
    }

    @Test
    void acceptsOneRemoteStartAtATime() {
        site.holdAuthorizations = true;
        site.with(TransactionVariables.AUTHORIZE_REMOTE_START, "true").start();
        startByCard(7);
        site.settle();
        RemoteStartResult second = startByCard(8);
        assertThat(second.status()).isEqualTo(RequestStartStopStatusEnumType.Rejected);
        assertThat(second.why()).contains("EVSE 1");

        site.held
                .remove(0)
                .answer(new Authorizer.Authorization(
                        Site.CARD,
                        IdTokenInfoType.of(AuthorizationStatusEnumType.Blocked),
                        Authorizer.Authorization.Source.CSMS));
        assertThat(startByCard(9).status()).isEqualTo(RequestStartStopStatusEnumType.Accepted);
    }

    @Test
    void acceptsAnotherRemoteStartWhereNobodyCouldAuthorizeTheFirst() {
        site.with(TransactionVariables.AUTHORIZE_REMOTE_START, "true").start();
        site.tester.withdraw(Authorizer.class);
        startByCard(7);
        site.settle();
        assertThat(site.story()).isEmpty();
        assertThat(startByCard(8).status()).isEqualTo(RequestStartStopStatusEnumType.Accepted);
    }

    @Test
    void rejectsARemoteStartWhereTheCsmsHasWithdrawnTheToken() { // F01.FR.24, F02.FR.26
        site.set("StopTxOnInvalidId", "false").start();
        site.plugIn(1);
        site.present(Site.CARD);
        site.energyFlows(1);
        site.confirmAll(AuthorizationStatusEnumType.Invalid);

        assertThat(remoteStart(1).status()).isEqualTo(RequestStartStopStatusEnumType.Rejected);
        assertThat(site.control().onEvse(1).orElseThrow().authorized()).isFalse();
    }

    @Test
    void stopsARemoteStartByACardOfItsGroup() {
        site.known.put(
                Site.OTHER,
                IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted).withGroupIdToken(Site.GROUP));
        site.start();
        site.control().startRemotely(new RemoteStart(7, app(), Site.GROUP, 1));
        site.plugIn(1);
        site.energyFlows(1);
        assertThat(site.control().onEvse(1).orElseThrow().authorized()).isTrue();
        site.present(Site.OTHER);
        site.energyEnds(1);

        assertThat(site.story()).endsWith("3 Ended StopAuthorized EVConnected because=Local token=DEADBEEF");
    }

    @Test
    void carriesMeterValuesFromTheBeginToTheEnd() { // F01.FR.14, F01.FR.15, F02.FR.02, F02.FR.03, F03.FR.04
        site.with(TransactionVariables.TX_UPDATED_INTERVAL, "60").start();
        remoteStart(1);
        site.plugIn(1);
        site.energyFlows(1);
        site.control().stopRemotely(site.control().active().get(0).transactionId());
        site.settle();
        site.energyEnds(1);

        assertThat(site.story()).hasSize(4);
        assertThat(site.events().subList(1, 4))
                .allSatisfy(event -> assertThat(event.meterValue()).isNotEmpty());
        assertThat(context(1)).isEqualTo(ReadingContextEnumType.TransactionBegin);
        assertThat(context(2)).isEqualTo(ReadingContextEnumType.Other);
        assertThat(site.events().get(3).meterValue()).last().satisfies(value -> assertThat(
                        value.sampledValue().get(0).context())
                .isEqualTo(ReadingContextEnumType.TransactionEnd));
    }

    private ReadingContextEnumType context(int event) {
        return site.events()
                .get(event)
                .meterValue()
                .get(0)
                .sampledValue()
                .get(0)
                .context();
    }

    @Test
    void rejectsRemoteStartsThatCannotBe() {
        site.start();
        site.tester.faults(2, new Fault("GroundFailure", ""));
        assertThat(remoteStart(9).status()).isEqualTo(RequestStartStopStatusEnumType.Rejected);
        assertThat(remoteStart(2).status()).isEqualTo(RequestStartStopStatusEnumType.Rejected); // F01.FR.23, F02.FR.25
        site.tester.lifeCycle().setRegistration(RegistrationStatusEnumType.Pending);
        assertThat(remoteStart(1).status()).isEqualTo(RequestStartStopStatusEnumType.Rejected); // B02.FR.05
    }

    private RemoteStartResult remoteStart(int evseId) {
        return site.control().startRemotely(start(evseId, 7)).orElseThrow();
    }

    private RemoteStartResult startByCard(int remoteStartId) {
        return site.control()
                .startRemotely(new RemoteStart(remoteStartId, Site.CARD, null, 1))
                .orElseThrow();
    }

    private static RemoteStart start(int evseId, int remoteStartId) {
        return new RemoteStart(remoteStartId, app(), null, evseId);
    }

    private static IdTokenType app() {
        return IdTokenType.of("APP", IdTokenEnumType.Central);
    }
}
