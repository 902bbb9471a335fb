package io.karge.runtime.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.internal.time.FaultyPool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventLoopTest {
    private final VirtualTime time = new VirtualTime();
    private final EventLoop loop = new EventLoop("CS-1", time.computing(), 3);
    private final FaultyPool pool = new FaultyPool();
    private final List<String> ran = new ArrayList<>();

    static Stream<Throwable> faults() {
        return Stream.of(new RejectedExecutionException("full"), new Error("unable to create native thread"));
    }

    @Test
    void runsTasksInOrderAndNotInsidePost() {
        loop.post(() -> {
            ran.add("1");
            loop.post(() -> ran.add("3"));
        });
        loop.post(() -> ran.add("2"));
        assertThat(ran).isEmpty();

        time.runUntilIdle();

        assertThat(ran).containsExactly("1", "2", "3");
    }

    @Test
    void servesAnIdleLoopOnTheThreadThatEnters() {
        loop.enter(() -> {
            loop.enter(() -> ran.add("2"));
            ran.add("1");
        });

        assertThat(ran).containsExactly("1", "2");
    }

    @Test
    void doesNotLetThoseWhoEnterOvertake() {
        loop.post(() -> ran.add("1"));
        loop.enter(() -> ran.add("2"));
        assertThat(ran).isEmpty();

        time.runUntilIdle();

        assertThat(ran).containsExactly("1", "2");
    }

    @Test
    void dropsTelemetryAndNothingElseWhenFull() {
        loop.post(() -> ran.add("a"));
        loop.post(() -> ran.add("b"));
        loop.post(() -> ran.add("c"));

        assertThat(loop.offer(() -> ran.add("telemetry"))).isFalse();
        loop.post(() -> ran.add("d"));
        time.runUntilIdle();
        assertThat(loop.offer(() -> ran.add("later"))).isTrue();
        time.runUntilIdle();

        assertThat(ran).containsExactly("a", "b", "c", "d", "later");
    }

    @Test
    void goesOnAfterATaskThatThrows() {
        loop.post(() -> {
            throw new IllegalStateException("broken");
        });
        loop.post(() -> {
            throw new NoClassDefFoundError("its bundle has gone");
        });
        loop.post(() -> ran.add("next"));

        time.runUntilIdle();

        assertThat(ran).containsExactly("next");
    }

    @Test
    void givesOtherStationsTheirTurn() {
        EventLoop other = new EventLoop("CS-2", time.computing(), 3);
        for (int i = 0; i < 200; i++) {
            loop.post(() -> ran.add("busy"));
        }
        other.post(() -> ran.add("other"));

        time.runUntilIdle();

        assertThat(ran).hasSize(201);
        assertThat(ran.indexOf("other")).isLessThan(100);
    }

    @Test
    void runsNothingButTheLastTaskAfterItWasClosed() {
        loop.post(() -> ran.add("waits"));
        loop.close(() -> ran.add("last"));
        loop.post(() -> ran.add("late"));

        time.runUntilIdle();

        assertThat(ran).containsExactly("last");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void runsWhatWaitsInOrderOnceThePoolWorksAgain(Throwable fault) {
        EventLoop served = new EventLoop("CS-1", pool, 3);
        pool.fault = fault;
        assertThat(served.post(() -> ran.add("1"))).isTrue();
        assertThat(served.post(() -> ran.add("2"))).isTrue();
        pool.run();
        assertThat(ran).isEmpty();

        pool.fault = null;
        served.post(() -> ran.add("3"));
        pool.run();

        assertThat(ran).containsExactly("1", "2", "3");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void runsWhatWaitsBeforeTheTaskOfTheNextWhoEnters(Throwable fault) {
        EventLoop served = new EventLoop("CS-1", pool, 3);
        pool.fault = fault;
        served.post(() -> ran.add("1"));
        served.enter(() -> ran.add("2"));

        assertThat(ran).containsExactly("1", "2");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void goesOnOnItsThreadWhenThePoolTakesNothing(Throwable fault) {
        EventLoop served = new EventLoop("CS-1", pool, 3);
        for (int i = 0; i < 200; i++) {
            served.post(() -> ran.add("busy"));
        }
        served.post(() -> ran.add("last"));
        pool.execute(() -> pool.fault = fault);
        pool.run();

        assertThat(ran).hasSize(201).endsWith("last");
        pool.fault = null;
        served.post(() -> ran.add("later"));
        pool.run();
        assertThat(ran).endsWith("last", "later");
    }

    @Test
    void runsTheLastTaskAlsoWhenThePoolTookNothingWhileItClosed() {
        EventLoop served = new EventLoop("CS-1", pool, 3);
        pool.fault = new RejectedExecutionException("full");
        served.close(() -> ran.add("last"));
        pool.fault = null;
        assertThat(served.post(() -> ran.add("late"))).isFalse();
        pool.run();

        assertThat(ran).containsExactly("last");
    }

    @Test
    void runsNoTwoTasksBesideEachOtherWhenThePoolThrowsAndTakesTheTaskAllTheSame() {
        EventLoop served = new EventLoop("CS-1", pool, 3);
        pool.fault = new Error("unable to create native thread");
        pool.takesAllTheSame = true;
        served.post(() -> {
            ran.add("1");
            pool.run();
            ran.add("1 done");
        });
        pool.fault = null;
        served.post(() -> ran.add("2"));
        pool.run();

        assertThat(ran).containsExactly("1", "1 done", "2");
    }

    @Test
    void losesNothingToTheErrorOfATask() {
        loop.post(() -> {
            throw new Error("unable to create native thread");
        });
        loop.post(() -> {
            throw new StackOverflowError();
        });
        loop.post(() -> ran.add("next"));

        time.runUntilIdle();

        assertThat(ran).containsExactly("next");
    }
}
