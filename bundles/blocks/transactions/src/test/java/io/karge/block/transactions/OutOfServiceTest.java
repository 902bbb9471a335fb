package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.Fault;
import io.karge.driver.HardwareCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a session whose EVSE goes out of service (G03, G04, G05). */
class OutOfServiceTest {
    private final TransactionsTester station = new TransactionsTester();

    @ParameterizedTest
    @ValueSource(strings = {"EVConnected", "EnergyTransfer", "PowerPathClosed"})
    void anAuthorizationIsVoidWhenItsEvseGoesOutOfServiceBeforeTheTransaction(String startPoint) { // G03, G04
        station.set("TxStartPoint", startPoint);
        station.start();
        station.present(TransactionsTester.CARD, 1);
        station.inService(1, false);
        station.plugIn(1);
        assertThat(station.story()).isEmpty();
        assertThat(station.tester.commands()).isEmpty();

        station.inService(1, true);
        if (!startPoint.equals("EVConnected")) {
            assertThat(station.story()).as("the card is forgotten").isEmpty();
        }
        station.present(TransactionsTester.CARD, 1);
        station.energyFlows(1);
        assertThat(station.story()).first().asString().startsWith("0 Started");
    }

    @Test
    void aPlugThatCannotBeLockedIsNotCharged() { // G05.FR.01
        station.start();
        station.plugIn(1);
        station.tester.faults(1, new Fault("ConnectorLockFailure", ""));
        station.present(TransactionsTester.CARD, 1);
        assertThat(station.tester.commands()).isEmpty();
        assertThat(station.story()).isEmpty();
    }

    @Test
    void anEvseThatGoesOutOfServiceBeforeEnergyHasFlowedGivesNone() { // G03, G04
        station.set("TxStartPoint", "EnergyTransfer");
        station.start();
        station.plugIn(1);
        station.present(TransactionsTester.CARD);
        station.inService(1, false);
        assertThat(station.lastCommand(1)).isEqualTo(new HardwareCommand.StopEnergy(1));
        assertThat(station.story()).isEmpty();
    }

    @Test
    void aTransactionGoesOnWhenItsEvseIsToGoOutOfService() { // G03.FR.05
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.inService(1, false);
        assertThat(station.lastCommand(1)).isEqualTo(new HardwareCommand.AllowEnergy(1, null));
        station.present(TransactionsTester.CARD);
        station.energyEnds(1);
        assertThat(station.story()).last().asString().startsWith("2 Ended StopAuthorized");
    }
}
