package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.station.StationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Alarms of blocks, over restarts, the absence of the block, a clock that is set and failures. */
class AlarmTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final GatewayHarness h = new GatewayHarness();
    private Duration csmsAhead = Duration.ZERO;

    AlarmTest() {
        h.csmsTime = () -> h.time.wallClock().plus(csmsAhead);
    }

    private void step(Consumer<StationContext> task) {
        StationContext context = h.transactions.context();
        context.after(Duration.ZERO, () -> task.accept(context));
        h.time.runUntilIdle();
    }

    private void alarmIn(Duration wait) {
        step(context -> context.alarm("renewal", context.clock().now().plus(wait)));
    }

    private List<String> rung() {
        return h.transactions.log.stream()
                .filter(line -> line.startsWith("alarm"))
                .toList();
    }

    @Test
    void wakesTheBlockWhenItIsDue() {
        h.online();
        alarmIn(HOUR);
        h.time.advance(HOUR.minusSeconds(1));
        assertThat(rung()).isEmpty();
        h.time.advance(Duration.ofSeconds(1));
        assertThat(rung()).containsExactly("alarm renewal");
        h.crashAndStart();
        h.time.advance(HOUR.multipliedBy(2));
        assertThat(rung()).as("once").hasSize(1);
    }

    @Test
    void survivesTheDeathOfTheProcess() {
        h.online();
        alarmIn(HOUR);
        h.crashAndStart();
        assertThat(rung()).isEmpty();
        h.time.advance(HOUR);
        assertThat(rung()).containsExactly("alarm renewal");
    }

    @Test
    void isHeldWhileTheBlockIsAway() {
        h.online();
        alarmIn(HOUR);
        h.gateway.removeBlock(h.transactions);
        h.time.advance(HOUR.multipliedBy(2));
        assertThat(rung()).isEmpty();
        h.gateway.addBlock(h.transactions);
        h.time.runUntilIdle();
        assertThat(rung()).containsExactly("alarm renewal");
    }

    @Test
    void followsTheClockThatTheCsmsSets() {
        h.csms.reachable(false);
        h.online();
        alarmIn(Duration.ofDays(30));
        Instant before = h.transactions.context().clock().now();
        csmsAhead = Duration.ofDays(31);
        h.csms.reachable(true);
        h.time.advance(Duration.ofMinutes(5));
        assertThat(h.transactions.context().clock().now()).isAfter(before.plus(Duration.ofDays(31)));
        assertThat(rung()).containsExactly("alarm renewal");
    }

    /** Every answer of the CSMS sets the clock, the first one not alone. */
    @Test
    void followsTheClockThatAHeartbeatSets() {
        h.online();
        alarmIn(Duration.ofDays(1));
        step(context -> context.lifeCycle().timeReceived(h.time.wallClock().plus(Duration.ofDays(2))));
        h.time.advance(Duration.ofMinutes(10));
        assertThat(rung()).containsExactly("alarm renewal");
    }

    @Test
    void ringsAgainForABlockThatFailedAtIt() {
        h.online();
        h.transactions.onAlarm = (context, key) -> {
            if (rung().size() < 2) {
                throw new IllegalStateException("not yet");
            }
        };
        alarmIn(HOUR);
        h.time.advance(HOUR);
        assertThat(rung()).hasSize(2);
        h.time.advance(HOUR);
        assertThat(rung()).hasSize(2);
    }

    @Test
    void aBlockThatHasLeftSetsNone() {
        h.online();
        StationContext left = h.transactions.context();
        h.gateway.removeBlock(h.transactions);
        h.time.runUntilIdle();
        left.alarm("ghost", left.clock().now());
        left.cancelAlarm("ghost");
        h.gateway.addBlock(h.transactions);
        h.time.advance(HOUR);
        assertThat(rung()).isEmpty();
    }
}
