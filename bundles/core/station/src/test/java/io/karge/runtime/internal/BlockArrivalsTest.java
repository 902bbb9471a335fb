package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationView;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A block that a start does not bring is missed at once, one that is on its way is not. */
class BlockArrivalsTest {
    private final VirtualTime time = new VirtualTime();
    private final CompletableFuture<Void> start = new CompletableFuture<>();
    private final BlockArrivals arrivals = new BlockArrivals(time, start);
    private final List<String> told = new ArrayList<>();

    @Test
    void tellsWhenTheStartIsDoneAndNoBlockHasComeForAWhile() {
        arrivals.whenComplete(() -> told.add("complete"));
        arrivals.came();
        time.advance(Duration.ofMinutes(1));
        assertThat(told).as("the container still starts").isEmpty();

        start.complete(null);
        time.advance(BlockArrivals.QUIET.minusMillis(1));
        arrivals.came();
        time.advance(BlockArrivals.QUIET.minusMillis(1));
        assertThat(told).isEmpty();
        time.advance(Duration.ofMillis(1));

        assertThat(told).containsExactly("complete");
    }

    @Test
    void tellsAtOnceWhenTheStartIsLongDone() {
        start.complete(null);
        time.advance(BlockArrivals.QUIET);

        arrivals.whenComplete(() -> told.add("complete"));

        assertThat(told).containsExactly("complete");
    }

    @Test
    void namesAMissingBlockSecondsAfterTheStart() {
        GatewayHarness h = new GatewayHarness();
        h.gateway.addBlock(h.provisioning);
        h.gateway.addBlock(h.availability);
        h.gateway.addDriver("memory", h.driver, "test");
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(BlockArrivals.QUIET);

        assertThat(h.view().problems())
                .extracting(StationView.Problem::what)
                .containsExactlyInAnyOrder(
                        "Cards cannot be authorized: they are refused, only the CSMS can start a session",
                        "The station takes no sessions, and its transactions are shown as they were, and energy stops"
                                + " unless it is there within 15 s of the start");

        h.gateway.addBlock(h.authorization);
        h.gateway.addBlock(h.transactions);
        assertThat(h.view().problems()).isEmpty();
    }

    @Test
    void isSilentWhileOneBlockComesAfterTheOther() {
        GatewayHarness h = new GatewayHarness();
        h.gateway.putStation(GatewayHarness.config());
        h.gateway.addDriver("memory", h.driver, "test");
        List<StationView.Problem> problems = new ArrayList<>();
        for (TestBlock block : List.of(h.provisioning, h.authorization, h.availability, h.transactions)) {
            h.time.advance(BlockArrivals.QUIET.minusMillis(1));
            h.gateway.addBlock(block);
            problems.addAll(h.view().problems());
        }
        h.time.advance(Duration.ofSeconds(20));
        problems.addAll(h.view().problems());

        assertThat(problems).isEmpty();
    }

    @Test
    void namesAMissingBlockAtOnceAtAStationThatIsAddedLater() {
        GatewayHarness h = new GatewayHarness().online();
        h.now(h.gateway.removeBlock(h.authorization));
        h.time.advance(Duration.ofMinutes(1));

        h.gateway.putStation(StationConfig.of(
                "CS-2",
                "memory",
                URI.create("memory:2"),
                URI.create("ws://csms.example/ocpp"),
                GatewayHarness.PASSWORD));
        h.time.runUntilIdle();

        assertThat(h.now(h.gateway.station("CS-2")).problems())
                .extracting(StationView.Problem::why)
                .containsExactly("the block authorization is not installed");
    }
}
