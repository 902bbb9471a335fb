package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.karge.driver.testkit.InMemoryDriverFactory;
import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.Action;
import io.karge.runtime.Gateway;
import io.karge.runtime.StationView;
import java.time.Duration;
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

    @Test
    void aDriverOfTheSameIdWaitsUntilTheFirstLeaves() {
        h.online();
        InMemoryDriverFactory second = new InMemoryDriverFactory(TestModels.dc(2), "{}");
        h.gateway.addDriver("memory", second, "bundle 9");
        h.time.advance(Duration.ofSeconds(1));
        assertThat(h.gateway.drivers()).extracting(Gateway.DriverView::bundle).containsExactly("test");
        assertThat(h.gateway.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("The driver memory of bundle 9 waits");
            assertThat(problem.why()).isEqualTo("the driver memory of test is used");
        });

        h.now(h.gateway.removeDriver(h.driver));
        h.time.advance(Duration.ofSeconds(1));

        assertThat(h.gateway.drivers()).extracting(Gateway.DriverView::bundle).containsExactly("bundle 9");
        assertThat(h.gateway.problems()).isEmpty();
        assertThat(h.view().hardware()).isEqualTo("up");
        assertThat(h.boots()).hasSize(1);
        second.hardware(GatewayHarness.ID).plugIn(1);
        h.time.runUntilIdle();
        assertThat(h.transactions.context().hardware().evse(1).pluggedIn()).isTrue();
    }

    @Test
    void aDriverThatWaitsAndLeavesStopsNothing() {
        h.online();
        InMemoryDriverFactory second = new InMemoryDriverFactory(TestModels.dc(2), "{}");
        h.gateway.addDriver("memory", second, "bundle 9");

        h.now(h.gateway.removeDriver(second));

        assertThat(h.view().hardware()).isEqualTo("up");
        assertThat(h.gateway.problems()).isEmpty();
    }

    private String why() {
        h.time.runUntilIdle();
        assertThat(h.gateway.problems()).hasSize(1);
        return h.gateway.problems().get(0).why();
    }
}
