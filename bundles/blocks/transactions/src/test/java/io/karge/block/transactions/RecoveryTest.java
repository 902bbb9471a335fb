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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hardware that comes and goes, and restarts of cabinet and gateway. */
class RecoveryTest {
    private final TransactionsTester station = new TransactionsTester();

    @Test
    void allowsEnergyAgainWhenTheLinkIsBack() {
        station.start();
        station.tester.plugIn(1);
        station.tester.hardwareEvent(new HardwareEvent.TokenPresented(
                station.tester.time().wallClock(), 0, TransactionsTester.CARD.idToken(), TokenType.ISO14443));
        station.tester.lastCommand().complete(new CommandResult.LinkDown());
        assertThat(station.tester.commands()).hasSize(1);
        station.tester.snapshot();

        assertThat(station.tester.commands())
                .extracting(SentCommand::command)
                .containsExactly(new HardwareCommand.AllowEnergy(1, null), new HardwareCommand.AllowEnergy(1, null));
    }

    @Test
    void asksAgainWhenTheHardwareRefuses() {
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.tester.hardwareEvent(
                new HardwareEvent.StopRequested(station.tester.time().wallClock(), 1));
        station.tester.lastCommand().complete(new CommandResult.Rejected("stuck"));
        station.tester.clearRecords();
        station.tester.advance(Duration.ofSeconds(10));

        assertThat(station.tester.lastCommand().command()).isEqualTo(new HardwareCommand.StopEnergy(1));
    }

    @Test
    void stopsEnergyThatNobodyIsAuthorizedFor() { // C01.FR.01
        station.start();
        station.plugIn(1);
        station.tester.powerPath(1, true);

        assertThat(station.lastCommand(1)).isEqualTo(new HardwareCommand.StopEnergy(1));
    }

    @Test
    void goesOnAfterARestartOfTheGatewayAsIfNothingHadBeen() {
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.tester.close();
        station.tester.boot(BootReasonEnumType.ApplicationReset);
        station.tester.snapshot();
        station.settle();
        assertThat(station.story()).hasSize(2);
        assertThat(station.control().active()).hasSize(1);

        station.present(TransactionsTester.CARD);
        station.energyEnds(1);
        assertThat(station.story()).endsWith("2 Ended StopAuthorized EVConnected because=Local token=04A2B3C4");
    }

    @Test
    void startsBeforeTheHardwareHasShownItself() {
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.tester.close();
        station.tester.hardware().setCabinet(null);
        station.tester.hardware().setEvse(FakeHardware.idle(1, station.tester.now()));
        station.start();
        station.tester.tell(new StationEvent.ConnectorStatusChanged(1, 1, ConnectorStatusEnumType.Available));

        assertThat(station.control().active()).singleElement().satisfies(info -> assertThat(info.energyWh())
                .isZero());
        assertThat(station.story()).as("nothing is known of the vehicle yet").hasSize(2);
    }

    @Test
    void resumesTheTransactionAfterAPowerLoss() {
        station.start();
        station.charge(1, TransactionsTester.CARD);
        powerCycle(VehicleState.WAITING, true);
        assertThat(station.lastCommand(1)).isEqualTo(new HardwareCommand.AllowEnergy(1, null));
        station.energyFlows(1);

        assertThat(station.story())
                .endsWith("2 Updated ChargingStateChanged SuspendedEVSE", "3 Updated ChargingStateChanged Charging");
    }

    @ParameterizedTest
    @CsvSource({
        "PowerPathClosed, false, '2 Ended EVCommunicationLost Idle because=PowerLoss'",
        "EnergyTransfer,  true,  '2 Ended ChargingStateChanged SuspendedEVSE because=PowerLoss'",
    })
    void endsWhatThePowerLossEnded(String stopPoint, boolean pluggedIn, String last) {
        station.set("TxStopPoint", stopPoint).start();
        station.charge(1, TransactionsTester.CARD);
        powerCycle(pluggedIn ? VehicleState.WAITING : VehicleState.ABSENT, pluggedIn);

        assertThat(station.story()).endsWith(last);
    }

    /** The hardware was away, or the station, and shows this now; whoever it is waits with open contactors. */
    private void isThereNow(@Nullable String evccId) {
        station.tester.change(1, s -> s.withPowerPathClosed(false)
                .withVehicle(VehicleState.WAITING)
                .withEvccId(evccId));
        station.tester.snapshot();
        station.settle();
    }

    private void chargeKnown(String evccId) {
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.tester.change(1, s -> s.withEvccId(evccId));
        station.confirmAll();
        station.tester.clearRecords();
    }

    /** Nobody has authorized the next vehicle: it must not charge for the one before it. */
    @Test
    void endsTheTransactionOfAVehicleThatLeftUnseenWhenAnotherIsThere() {
        chargeKnown("111111111111");

        isThereNow("222222222222");

        assertThat(station.story()).endsWith("2 Ended EVCommunicationLost Idle because=EVDisconnected");
        assertThat(station.tester.commands())
                .extracting(SentCommand::command)
                .doesNotContain(new HardwareCommand.AllowEnergy(1, null));
        assertThat(station.control().active()).isEmpty();
        station.tester.clearRecords();
        station.present(TransactionsTester.CARD);
        assertThat(station.lastCommand(1))
                .as("it charges with a card of its own")
                .isEqualTo(new HardwareCommand.AllowEnergy(1, null));
    }

    @Test
    void seesThatItIsAnotherVehicleAlsoWhenItsIdComesLater() {
        chargeKnown("111111111111");
        isThereNow(null);
        assertThat(station.lastCommand(1)).isEqualTo(new HardwareCommand.AllowEnergy(1, null));

        isThereNow("222222222222");

        assertThat(station.story()).endsWith("3 Ended EVCommunicationLost Idle because=EVDisconnected");
    }

    @Test
    void goesOnWithTheSameVehicle() {
        chargeKnown("111111111111");

        isThereNow("111111111111");

        assertThat(station.control().active()).hasSize(1);
        assertThat(station.lastCommand(1)).isEqualTo(new HardwareCommand.AllowEnergy(1, null));
    }

    private void powerCycle(VehicleState vehicle, boolean pluggedIn) {
        station.tester.close();
        var now = station.tester.hardware().evse(1);
        station.tester
                .hardware()
                .setEvse(new EvseState(1, pluggedIn, vehicle, false, true, Set.of(), now.meter(), null));
        station.tester.boot(BootReasonEnumType.PowerUp);
        station.tester.snapshot();
        station.settle();
    }

    @Test
    void keepsWaitingForAPlugOverARestart() {
        station.start();
        station.present(TransactionsTester.CARD);
        station.wait(Duration.ofSeconds(40));
        station.tester.close();
        station.start();
        station.wait(Duration.ofSeconds(19));
        assertThat(station.story()).hasSize(1);
        station.wait(Duration.ofSeconds(1));

        assertThat(station.story()).endsWith("1 Ended EVConnectTimeout because=Timeout");
    }
}
