package io.karge.driver.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> ran = new ArrayList<>();

    @Test
    void startsAtTheGivenTime() {
        Instant start = Instant.parse("2030-06-01T12:00:00Z");

        assertThat(new VirtualTime(start).wallClock()).isEqualTo(start);
        assertThat(time.wallClock()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void movesBothClocksByWhatPasses() {
        time.advance(Duration.ofDays(1));

        assertThat(time.wallClock()).isEqualTo(VirtualTime.DEFAULT_START.plus(Duration.ofDays(1)));
        assertThat(time.nanoTime()).isEqualTo(Duration.ofDays(1).toNanos());
    }

    @Test
    void jumpsTheWallClockAloneAndLeavesTimersBe() {
        time.schedule(Duration.ofSeconds(10), () -> ran.add("timer"));

        time.jumpWallClock(Duration.ofHours(-1));
        time.advance(Duration.ofSeconds(9));

        assertThat(time.wallClock()).isEqualTo(VirtualTime.DEFAULT_START.minusSeconds(3591));
        assertThat(time.nanoTime()).isEqualTo(Duration.ofSeconds(9).toNanos());
        assertThat(ran).isEmpty();
    }

    @Test
    void runsTimersWhenDueAndInTheOrderAsked() {
        time.schedule(Duration.ofSeconds(2), () -> ran.add("late at " + time.nanoTime() / 1_000_000_000));
        time.schedule(Duration.ofSeconds(1), () -> ran.add("first at " + time.nanoTime() / 1_000_000_000));
        time.schedule(Duration.ofSeconds(1), () -> ran.add("second at " + time.nanoTime() / 1_000_000_000));

        time.advance(Duration.ofSeconds(5));

        assertThat(ran).containsExactly("first at 1", "second at 1", "late at 2");
    }

    @Test
    void runsATimerThatIsDueNowButNeverInsideSchedule() {
        time.schedule(Duration.ofSeconds(-1), () -> ran.add("timer"));
        assertThat(ran).isEmpty();

        time.runUntilIdle();

        assertThat(ran).containsExactly("timer");
        assertThat(time.nanoTime()).isZero();
    }

    @Test
    void runsATimerSetByATimerInTheSameAdvance() {
        time.schedule(Duration.ofSeconds(1), () -> time.schedule(Duration.ofSeconds(1), () -> ran.add("second")));

        time.advance(Duration.ofSeconds(2));

        assertThat(ran).containsExactly("second");
    }

    @Test
    void doesNotRunACancelledTimer() {
        Cancellable timer = time.schedule(Duration.ofSeconds(1), () -> ran.add("timer"));

        timer.cancel();
        timer.cancel();
        time.advance(Duration.ofSeconds(2));

        assertThat(ran).isEmpty();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void runsTasksInTheOrderGivenOnTheDrivingThread() {
        Executor serial = time.newBlockingSerial("driver");
        time.computing().execute(() -> {
            ran.add("1");
            serial.execute(() -> ran.add("3"));
        });
        serial.execute(() -> ran.add("2"));
        assertThat(ran).isEmpty();

        time.runUntilIdle();

        assertThat(ran).containsExactly("1", "2", "3");
    }

    @Test
    void runsTheTasksOfATimerBeforeTheNextTimer() {
        time.schedule(Duration.ofSeconds(1), () -> time.computing().execute(() -> ran.add("task")));
        time.schedule(Duration.ofSeconds(1), () -> ran.add("timer"));

        time.advance(Duration.ofSeconds(1));

        assertThat(ran).containsExactly("task", "timer");
    }

    @Test
    void stopsAtTheEarliestPointAtWhichTheConditionHolds() {
        time.schedule(Duration.ofSeconds(3), () -> ran.add("timer"));
        time.schedule(Duration.ofSeconds(4), () -> ran.add("later"));

        assertThat(time.advanceUntil(() -> !ran.isEmpty(), Duration.ofMinutes(1)))
                .isTrue();
        assertThat(time.nanoTime()).isEqualTo(Duration.ofSeconds(3).toNanos());
        assertThat(ran).containsExactly("timer");
    }

    @Test
    void givesUpAfterTheLongestTime() {
        assertThat(time.advanceUntil(() -> false, Duration.ofMinutes(1))).isFalse();
        assertThat(time.nanoTime()).isEqualTo(Duration.ofMinutes(1).toNanos());
    }

    @Test
    void letsWhatATaskThrowsReachTheTestAndGoesOnAfterwards() {
        time.computing().execute(() -> {
            throw new IllegalStateException("broken task");
        });
        time.computing().execute(() -> ran.add("next"));

        assertThatIllegalStateException().isThrownBy(time::runUntilIdle).withMessage("broken task");
        time.runUntilIdle();

        assertThat(ran).containsExactly("next");
    }

    @Test
    void passesOnlyWhenWhatIsUnderWayOutsideHasSettled() {
        List<String> order = new ArrayList<>();
        Deque<String> outside = new ArrayDeque<>(List.of("first", "second"));
        time.passOnlyWhenSettled(() -> {
            String came = outside.poll();
            if (came != null) {
                time.computing().execute(() -> order.add(came + " at " + time.nanoTime()));
            }
            return came != null;
        });
        time.schedule(Duration.ofNanos(5), () -> {
            order.add("timer");
            outside.add("third");
        });

        time.advance(Duration.ofNanos(9));

        assertThat(order).containsExactly("first at 0", "second at 0", "timer", "third at 5");
    }

    @Test
    void refusesToBeDrivenByATask() {
        time.computing().execute(() -> time.advance(Duration.ofSeconds(1)));

        assertThatIllegalStateException().isThrownBy(time::runUntilIdle).withMessageContaining("driven already");
    }

    @Test
    void noticesTasksThatGiveTasksForEver() {
        time.computing().execute(new Runnable() {
            @Override
            public void run() {
                time.computing().execute(this);
            }
        });

        assertThatIllegalStateException().isThrownBy(time::runUntilIdle).withMessageContaining("without time passing");
    }
}
