package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.karge.ocpp.Action;
import io.karge.runtime.StationView;
import org.junit.jupiter.api.Test;

/** Blocks and drivers that are there twice: the first is used, the next waits for it to leave. */
class CandidatesTest {
    private final GatewayHarness h = new GatewayHarness();

    @Test
    void aBlockOfTheSameNameWaitsUntilTheFirstLeaves() {
        h.online();
        TestBlock second = new TestBlock("transactions", Action.RequestStopTransaction);
        TestBlock third = new TestBlock("transactions", Action.RequestStopTransaction);
        h.gateway.addBlock(second);
        h.gateway.addBlock(third);
        h.time.runUntilIdle();
        assertThat(second.log).isEmpty();
        assertThat(h.gateway.problems())
                .extracting(StationView.Problem::what, StationView.Problem::why)
                .containsOnly(tuple("The block transactions waits", "another block transactions is used"))
                .hasSize(2);

        h.now(h.gateway.removeBlock(h.transactions));
        h.time.runUntilIdle();

        assertThat(h.transactions.log).containsExactly("start", "close");
        assertThat(second.log).containsExactly("start");
        assertThat(third.log).isEmpty();
        assertThat(h.gateway.problems()).hasSize(1);
        h.now(h.gateway.removeBlock(second));
        assertThat(third.log).containsExactly("start");
        assertThat(h.gateway.problems()).isEmpty();
        assertThat(h.view().missingBlocks()).isEmpty();
    }

    @Test
    void aBlockThatAnswersTheSameWaitsForAllThatAreInItsWay() {
        h.online();
        TestBlock rival = new TestBlock("rival", Action.RequestStopTransaction, Action.Reset);
        h.gateway.addBlock(rival);
        assertThat(why()).contains("Reset").contains("the block provisioning");

        h.now(h.gateway.removeBlock(h.provisioning));
        assertThat(rival.log).isEmpty();
        assertThat(why()).contains("RequestStopTransaction").contains("the block transactions");

        h.now(h.gateway.removeBlock(h.transactions));
        assertThat(rival.log).containsExactly("start");
        assertThat(h.gateway.problems()).isEmpty();
    }

    @Test
    void aBlockThatWaitsAndLeavesIsForgotten() {
        h.online();
        TestBlock second = new TestBlock("transactions");
        h.gateway.addBlock(second);

        h.now(h.gateway.removeBlock(second));
        h.now(h.gateway.removeBlock(h.transactions));

        assertThat(second.log).isEmpty();
        assertThat(h.gateway.problems()).isEmpty();
        assertThat(h.view().missingBlocks()).containsExactly("transactions");
    }

    private String why() {
        h.time.runUntilIdle();
        assertThat(h.gateway.problems()).hasSize(1);
        return h.gateway.problems().get(0).why();
    }
}
