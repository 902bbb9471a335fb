package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.CommandResult;
import io.karge.driver.EvseState;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEvent;
import io.karge.driver.TokenType;
import io.karge.driver.VehicleState;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.station.StationEvent;
import io.karge.station.testkit.FakeHardware;
import io.karge.station.testkit.SentCommand;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hardware that comes and goes, and restarts of cabinet and gateway. */
class RecoveryTest {
    private final Site site = new Site();

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
    void startsBeforeTheHardwareHasShownItself() {
        site.start();
        site.charge(1, Site.CARD);
        site.tester.close();
        site.tester.hardware().setCabinet(null);
        site.tester.hardware().setEvse(FakeHardware.idle(1, site.tester.now()));
        site.start();
        site.tester.tell(new StationEvent.ConnectorStatusChanged(1, 1, ConnectorStatusEnumType.Available));

        assertThat(site.control().active()).singleElement().satisfies(info -> assertThat(info.energyWh())
                .isZero());
        assertThat(site.story()).as("nothing is known of the vehicle yet").hasSize(2);
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
}
