package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.station.HoldEffect;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The station is busy as long as a transaction runs, wherever it is kept meanwhile. */
class BusyHoldsTest {
    private final TransactionsTester station = new TransactionsTester();

    private List<Integer> busy() {
        return station.tester.holds().all().stream()
                .filter(held -> held.effects().contains(HoldEffect.KEEPS_BUSY))
                .map(held -> held.evseId())
                .toList();
    }

    @Test
    void isBusyFromTheStartToTheEndAtAnEvse() {
        station.start();
        assertThat(busy()).isEmpty();
        station.charge(2, TransactionsTester.CARD);
        assertThat(busy()).containsExactly(2);
        station.unplug(2);
        assertThat(busy()).isEmpty();
    }

    @Test
    void aTransactionThatWaitedForAPlugIsNotBusyTwice() {
        station.start();
        station.present(TransactionsTester.CARD);
        assertThat(station.control().active()).hasSize(1);
        assertThat(busy()).as("at no EVSE yet").containsExactly(0);

        station.plugIn(1);
        assertThat(busy()).containsExactly(1);

        station.energyFlows(1);
        station.unplug(1);
        assertThat(station.control().active()).isEmpty();
        assertThat(busy()).isEmpty();
    }

    @Test
    void aBlockThatReturnsIsBusyWithWhatRuns() {
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.tester.close();
        assertThat(busy()).isEmpty();
        station.tester.start();
        assertThat(busy()).containsExactly(1);
    }
}
