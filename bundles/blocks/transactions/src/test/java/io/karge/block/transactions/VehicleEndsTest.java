package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.HardwareCommand;
import io.karge.driver.VehicleState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that end at the vehicle: its cable is pulled, or it has had enough (E09, E15). */
class VehicleEndsTest {
    private final TransactionsTester station = new TransactionsTester();

    @ParameterizedTest
    @ValueSource(strings = {"EVConnected", "Authorized", "PowerPathClosed", "EnergyTransfer"})
    void givesNoEnergyToAVehicleThatComesBackUntilSomebodyIsAuthorized(String stopPoint) { // E09.FR.01
        station.set("TxStopPoint", stopPoint).start();
        station.charge(1, TransactionsTester.CARD);
        station.unplug(1);
        station.plugIn(1);
        assertThat(station.lastCommand(1)).isEqualTo(new HardwareCommand.StopEnergy(1));

        station.present(TransactionsTester.CARD);
        assertThat(station.lastCommand(1)).isEqualTo(new HardwareCommand.AllowEnergy(1, null));
    }

    @Test
    void tellsThatTheVehicleHasEndedTheAuthorizationAndNotTheTransaction() { // E15.FR.05
        station.set("TxStopPoint", "EVConnected").start();
        station.charge(1, TransactionsTester.CARD);
        station.tester.powerPath(1, false);
        station.tester.vehicle(1, VehicleState.FINISHING);
        station.settle();
        assertThat(station.story()).endsWith("2 Updated StopAuthorized EVConnected");

        station.unplug(1);
        assertThat(station.story()).endsWith("3 Ended EVCommunicationLost Idle because=StoppedByEV");
    }
}
