package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.Fault;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.ocpp.types.RequestStartStopStatusEnumType;
import io.karge.station.TransactionControl.RemoteStart;
import io.karge.station.TransactionControl.RemoteStartResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the CSMS starts and stops (F01 to F03). */
class RemoteControlTest {
    private final Site site = new Site();

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
}
