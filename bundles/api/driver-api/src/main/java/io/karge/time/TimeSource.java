package io.karge.time;

import java.time.Duration;
import java.time.Instant;

/**
 * The clock and the timers of the process. In the gateway there is one, backed by the system clock; in tests it is
 * virtual and a day passes in a millisecond. It is an OSGi service. All methods may be called on any thread.
 */
public interface TimeSource {

    /** The time of day of this machine. It may jump; do not measure durations with it. */
    Instant wallClock();

    /** A monotonic clock in nanoseconds with an arbitrary origin, as {@link System#nanoTime()}. */
    long nanoTime();

    /**
     * Runs the task once after the delay; a delay of zero or less means as soon as possible, never inside this call.
     *
     * @param task must return at once and must not throw; it runs on a timer thread and hands work over by posting
     */
    Cancellable schedule(Duration delay, Runnable task);

    /** Something that was asked for and can be called off. */
    @FunctionalInterface
    interface Cancellable {
        /** Calls it off. Without effect when it has already happened or was called off before. */
        void cancel();
    }
}
