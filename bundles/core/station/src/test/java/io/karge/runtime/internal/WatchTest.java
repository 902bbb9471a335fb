package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualTime time = new VirtualTime();
    private final List<Long> looks = new ArrayList<>();
    private final Watch watch = new Watch("clock", MINUTE, this::look, time, time.newBlockingSerial("clock"));

    private Runnable during = () -> {};

    private void look() {
        during.run();
        looks.add(Duration.ofNanos(time.nanoTime()).toMinutes());
        if (looks.size() == 2) {
            throw new IllegalStateException("it cannot be seen now");
        }
    }

    @Test
    void looksAtOnceAndAgainAndAgainAlsoAfterALookThatFailed() {
        assertThat(looks).as("on the thread for files").isEmpty();
        time.advance(MINUTE.multipliedBy(2));
        assertThat(looks).containsExactly(0L, 1L, 2L);
    }

    @Test
    void looksNoMoreWhenItIsClosed() {
        time.runUntilIdle();
        watch.close();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void beginsNoLookThatWaitedForTheThread() {
        watch.close();
        time.runUntilIdle();
        assertThat(looks).isEmpty();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void setsNoTimerAfterALookDuringWhichItWasClosed() {
        during = watch::close;
        time.runUntilIdle();
        assertThat(looks).containsExactly(0L);
        assertThat(time.pendingTimers()).isZero();
    }
}
