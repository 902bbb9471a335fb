package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.HardwareCommand;
import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.station.TransactionInfo;
import io.karge.station.testkit.FakeState;
import io.karge.station.testkit.SentCommand;
import org.junit.jupiter.api.Test;

/** Another driver says that the station has fewer EVSEs, while transactions run at those that are gone and others. */
class GoneEvsesTest {
    private final TransactionsTester before = new TransactionsTester(TestModels.dc(3));
    private final TransactionsTester after = new TransactionsTester(TestModels.dc(2));

    @Test
    void endsWhatRunsAtAnEvseThatIsGoneAndLeavesTheOthersAlone() {
        before.start();
        before.charge(1, TransactionsTester.CARD);
        before.charge(3, TransactionsTester.OTHER);
        before.meter(3, 7_000);
        swap();
        after.tester.hardware().setDriver("driver memory 1.4.0");

        after.start();
        after.tester.snapshot();
        after.settle();
        after.confirmAll();

        assertThat(after.control().active()).extracting(TransactionInfo::evseId).containsExactly(1);
        assertThat(after.tester.commands())
                .extracting(SentCommand::command)
                .noneMatch(HardwareCommand.StopEnergy.class::isInstance);
        assertThat(after.events()).singleElement().satisfies(event -> {
            assertThat(TransactionsTester.inShort(event))
                    .contains("Ended AbnormalCondition")
                    .contains("because=Other");
            assertThat(event.transactionInfo().stoppedReason()).isEqualTo(ReasonEnumType.Other);
        });
        assertThat(after.tester.problems().raised())
                .hasEntrySatisfying("gone-3", problem -> assertThat(problem.toString())
                        .contains("the driver memory 1.4.0 that is used now has 2 EVSEs"));
    }

    @Test
    void forgetsAVehicleThatOnlyWaitsThere() {
        before.set("TxStartPoint", "Authorized").start();
        before.plugIn(3);
        swap();

        after.start();

        assertThat(after.events())
                .extracting(TransactionEventRequest::eventType)
                .isEmpty();
        assertThat(after.tester.state().keys()).noneMatch(key -> key.endsWith("session/3"));
    }

    @Test
    void anEvseThatIsAddedTakesSessions() {
        TransactionsTester more = new TransactionsTester(TestModels.dc(4));
        before.start();
        before.charge(1, TransactionsTester.CARD);
        before.tester.close();
        copy(before, more);
        more.tester.hardware().setEvse(before.tester.hardware().evse(1));
        more.start();
        more.plugIn(4);
        more.present(TransactionsTester.OTHER);

        assertThat(more.control().active()).extracting(TransactionInfo::evseId).containsExactly(1, 4);
    }

    private void swap() {
        before.tester.close();
        copy(before, after);
        after.tester.hardware().setEvse(before.tester.hardware().evse(1));
    }

    private static void copy(TransactionsTester from, TransactionsTester to) {
        FakeState state = from.tester.state();
        state.keys().forEach(key -> to.tester.state().putStored(key, state.stored(key)));
    }
}
