package io.karge.driver.testkit;

import io.karge.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** A time source that knows which of the timers asked of it are still set: what a driver leaves behind. */
final class OwnTimers implements TimeSource {
    private final TimeSource time;
    private final Set<Object> pending = new HashSet<>();

    OwnTimers(TimeSource time) {
        this.time = time;
    }

    int pending() {
        return pending.size();
    }

    @Override
    public Instant wallClock() {
        return time.wallClock();
    }

    @Override
    public long nanoTime() {
        return time.nanoTime();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        Object timer = new Object();
        pending.add(timer);
        Cancellable cancellable = time.schedule(delay, () -> {
            pending.remove(timer);
            task.run();
        });
        return () -> {
            pending.remove(timer);
            cancellable.cancel();
        };
    }
}
