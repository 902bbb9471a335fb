package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.Fault;
import io.karge.driver.HardwareCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a session whose EVSE goes out of service (G03, G04, G05). */
class OutOfServiceTest {
    private final Site site = new Site();

    @ParameterizedTest
    @ValueSource(strings = {"EVConnected", "EnergyTransfer", "PowerPathClosed"})
    void anAuthorizationIsVoidWhenItsEvseGoesOutOfServiceBeforeTheTransaction(String startPoint) { // G03, G04
        site.set("TxStartPoint", startPoint);
        site.start();
        site.present(Site.CARD, 1);
        site.inService(1, false);
        site.plugIn(1);
        assertThat(site.story()).isEmpty();
        assertThat(site.tester.commands()).isEmpty();

        site.inService(1, true);
        if (!startPoint.equals("EVConnected")) {
            assertThat(site.story()).as("the card is forgotten").isEmpty();
        }
        site.present(Site.CARD, 1);
        site.energyFlows(1);
        assertThat(site.story()).first().asString().startsWith("0 Started");
    }

    @Test
    void aPlugThatCannotBeLockedIsNotCharged() { // G05.FR.01
        site.start();
        site.plugIn(1);
        site.tester.faults(1, new Fault("ConnectorLockFailure", ""));
        site.present(Site.CARD, 1);
        assertThat(site.tester.commands()).isEmpty();
        assertThat(site.story()).isEmpty();
    }

    @Test
    void anEvseThatGoesOutOfServiceBeforeEnergyHasFlowedGivesNone() { // G03, G04
        site.set("TxStartPoint", "EnergyTransfer");
        site.start();
        site.plugIn(1);
        site.present(Site.CARD);
        site.inService(1, false);
        assertThat(site.lastCommand(1)).isEqualTo(new HardwareCommand.StopEnergy(1));
        assertThat(site.story()).isEmpty();
    }

    @Test
    void aTransactionGoesOnWhenItsEvseIsToGoOutOfService() { // G03.FR.05
        site.start();
        site.charge(1, Site.CARD);
        site.inService(1, false);
        assertThat(site.lastCommand(1)).isEqualTo(new HardwareCommand.AllowEnergy(1, null));
        site.present(Site.CARD);
        site.energyEnds(1);
        assertThat(site.story()).last().asString().startsWith("2 Ended StopAuthorized");
    }
}
