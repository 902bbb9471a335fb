package io.karge.runtime.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLoopTest {
    private final VirtualTime time = new VirtualTime();
    private final EventLoop loop = new EventLoop("CS-1", time.computing(), 3);
    private final List<String> ran = new ArrayList<>();

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
}
