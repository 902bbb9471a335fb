package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.HardwareCommand;
import io.karge.driver.VehicleState;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.station.StationEvent;
import io.karge.station.TransactionInfo;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a reset means for the transactions (B12). */
class TransactionResetTest {
    private final TransactionsTester station = new TransactionsTester();

    @Test
    void endsEveryTransactionForAnImmediateReset() { // B12.FR.04
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.charge(2, TransactionsTester.OTHER);
        int before = station.events().size();
        station.control().endForReset(ReasonEnumType.ImmediateReset, false);
        assertThat(station.tester.calls())
                .as("not before the answer to the CSMS")
                .hasSize(before);
        station.settle();
        assertThat(station.story().subList(before, before + 2))
                .containsExactly(
                        "2 Ended ResetCommand EVConnected because=ImmediateReset",
                        "2 Ended ResetCommand EVConnected because=ImmediateReset");
        assertThat(station.lastCommand(1)).isEqualTo(new HardwareCommand.StopEnergy(1));
        assertThat(station.lastCommand(2)).isEqualTo(new HardwareCommand.StopEnergy(2));
        assertThat(station.control().active()).isEmpty();
    }

    @Test
    void endsWhenTheContactorsHaveOpenedWhereThatIsWanted() {
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.charge(2, TransactionsTester.OTHER);
        station.tester.vehicle(2, VehicleState.WAITING);
        station.tester.powerPath(2, false);
        station.confirmAll();
        int before = station.events().size();
        station.control().endForReset(ReasonEnumType.Reboot, true);
        station.settle();
        assertThat(station.events()).as("only where no energy flows").hasSize(before + 1);
        assertThat(station.control().active())
                .extracting(TransactionInfo::evseId)
                .containsExactly(1);
        station.meter(1, 4711);
        station.energyEnds(1);
        station.confirmAll();
        assertThat(station.story()).last().isEqualTo("2 Ended ResetCommand EVConnected because=Reboot");
        TransactionEventRequest ended = station.events().get(before + 1);
        assertThat(Objects.requireNonNull(ended.meterValue())).last().satisfies(value -> assertThat(
                        value.sampledValue().get(0).value())
                .isEqualByComparingTo("4711"));
        assertThat(station.control().active()).isEmpty();
    }

    @Test
    void endsAllTheSameWhenNobodyWaitsForTheContactorsAnyMore() {
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.control().endForReset(ReasonEnumType.Reboot, true);
        station.wait(Duration.ofSeconds(5));
        assertThat(station.control().active()).hasSize(1);
        station.control().endForReset(ReasonEnumType.Reboot, false);
        station.settle();
        assertThat(station.control().active()).isEmpty();
        assertThat(station.story()).last().isEqualTo("2 Ended ResetCommand EVConnected because=Reboot");
    }

    @Test
    void endsATransactionThatWaitsForItsPlug() { // B12.FR.04
        station.start();
        station.present(TransactionsTester.CARD);
        station.confirmAll();
        station.control().endForReset(ReasonEnumType.ImmediateReset, false);
        station.settle();
        assertThat(station.story()).last().isEqualTo("1 Ended ResetCommand because=ImmediateReset");
    }

    @Test
    void anAuthorizationWithoutATransactionOutlivesTheReset() {
        station.set("TxStartPoint", "PowerPathClosed").start();
        station.present(TransactionsTester.CARD, 1);
        station.control().endForReset(ReasonEnumType.ImmediateReset, false);
        station.plugIn(1);
        assertThat(station.story()).hasSize(1).first().asString().startsWith("0 Started");
    }

    @Test
    void saysWhenTheCsmsKnowsEverything() {
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.tester.clearRecords();
        station.control().endForReset(ReasonEnumType.ImmediateReset, false);
        station.settle();
        assertThat(station.tester.published(StationEvent.TransactionEventsDelivered.class))
                .isEmpty();
        station.confirmAll();
        assertThat(station.tester.published(StationEvent.TransactionEventsDelivered.class))
                .hasSize(1);
    }

    @Test
    void aCardOfTheGroupStopsAlsoWhileNothingNewMayBegin() { // C09, B12.FR.03
        IdTokenInfoType fleet =
                IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted).withGroupIdToken(TransactionsTester.GROUP);
        station.known.put(TransactionsTester.CARD, fleet);
        station.known.put(TransactionsTester.OTHER, fleet);
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.tester.lifeCycle().setTakesNewSessions(false);
        station.present(TransactionsTester.OTHER);
        station.energyEnds(1);
        assertThat(station.story()).last().asString().startsWith("2 Ended StopAuthorized");
    }

    @Test
    void aCardOfNoGroupStartsNothingWhileNothingNewMayBegin() {
        station.known.put(
                TransactionsTester.CARD,
                IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted).withGroupIdToken(TransactionsTester.GROUP));
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.plugIn(2);
        station.tester.lifeCycle().setTakesNewSessions(false);
        station.present(TransactionsTester.OTHER);
        assertThat(station.story()).hasSize(2);
        assertThat(station.control().active()).hasSize(1);
    }
}
