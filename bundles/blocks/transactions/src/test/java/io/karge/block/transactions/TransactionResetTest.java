package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.HardwareCommand;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.station.StationEvent;
import org.junit.jupiter.api.Test;

/** What a reset means for the transactions (B12). */
class TransactionResetTest {
    private final Site site = new Site();

    @Test
    void endsEveryTransactionForAnImmediateReset() { // B12.FR.04
        site.start();
        site.charge(1, Site.CARD);
        site.charge(2, Site.OTHER);
        int before = site.events().size();
        site.control().endForReset();
        assertThat(site.tester.calls()).as("not before the answer to the CSMS").hasSize(before);
        site.settle();
        assertThat(site.story().subList(before, before + 2))
                .containsExactly(
                        "2 Ended ResetCommand EVConnected because=ImmediateReset",
                        "2 Ended ResetCommand EVConnected because=ImmediateReset");
        assertThat(site.lastCommand(1)).isEqualTo(new HardwareCommand.StopEnergy(1));
        assertThat(site.lastCommand(2)).isEqualTo(new HardwareCommand.StopEnergy(2));
        assertThat(site.control().active()).isEmpty();
    }

    @Test
    void endsATransactionThatWaitsForItsPlug() { // B12.FR.04
        site.start();
        site.present(Site.CARD);
        site.confirmAll();
        site.control().endForReset();
        site.settle();
        assertThat(site.story()).last().isEqualTo("1 Ended ResetCommand because=ImmediateReset");
    }

    @Test
    void anAuthorizationWithoutATransactionOutlivesTheReset() {
        site.set("TxStartPoint", "PowerPathClosed").start();
        site.present(Site.CARD, 1);
        site.control().endForReset();
        site.plugIn(1);
        assertThat(site.story()).hasSize(1).first().asString().startsWith("0 Started");
    }

    @Test
    void saysWhenTheCsmsKnowsEverything() {
        site.start();
        site.charge(1, Site.CARD);
        site.tester.clearRecords();
        site.control().endForReset();
        site.settle();
        assertThat(site.tester.published(StationEvent.TransactionEventsDelivered.class))
                .isEmpty();
        site.confirmAll();
        assertThat(site.tester.published(StationEvent.TransactionEventsDelivered.class))
                .hasSize(1);
    }

    @Test
    void aCardOfTheGroupStopsAlsoWhileNothingNewMayBegin() { // C09, B12.FR.03
        IdTokenInfoType fleet =
                IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted).withGroupIdToken(Site.GROUP);
        site.known.put(Site.CARD, fleet);
        site.known.put(Site.OTHER, fleet);
        site.start();
        site.charge(1, Site.CARD);
        site.tester.lifeCycle().setTakesNewSessions(false);
        site.present(Site.OTHER);
        site.energyEnds(1);
        assertThat(site.story()).last().asString().startsWith("2 Ended StopAuthorized");
    }

    @Test
    void aCardOfNoGroupStartsNothingWhileNothingNewMayBegin() {
        site.known.put(
                Site.CARD,
                IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted).withGroupIdToken(Site.GROUP));
        site.start();
        site.charge(1, Site.CARD);
        site.plugIn(2);
        site.tester.lifeCycle().setTakesNewSessions(false);
        site.present(Site.OTHER);
        assertThat(site.story()).hasSize(2);
        assertThat(site.control().active()).hasSize(1);
    }
}
