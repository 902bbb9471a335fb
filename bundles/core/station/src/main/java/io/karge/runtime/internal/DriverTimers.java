package io.karge.runtime.internal;

import io.karge.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** The clock and the timers of one driver: what a timer task throws is told. */
final class DriverTimers implements TimeSource {
    private final TimeSource time;
    private final Consumer<Throwable> failed;

    /** @param failed is told on a timer thread what a task threw */
    DriverTimers(TimeSource time, Consumer<Throwable> failed) {
        this.time = time;
        this.failed = failed;
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
        return time.schedule(delay, () -> run(task));
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) { // whatever the driver does
            failed.accept(e);
        }
    }
}
