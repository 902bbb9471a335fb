package io.karge.runtime.internal.time;

import io.karge.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock of the machine, and one thread for all timers. The system property {@code karge.clock.offset}, an ISO 8601
 * duration, makes the clock wrong by so much, to see what a gateway does on such a machine.
 */
@Component(service = TimeSource.class)
public final class SystemTime implements TimeSource {
    private static final Logger LOG = LoggerFactory.getLogger(SystemTime.class);

    /** Longer than anything that is waited for, and short enough to be counted in nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Duration offset = Duration.parse(System.getProperty("karge.clock.offset", "PT0S"));
    private final ScheduledThreadPoolExecutor timers =
            new ScheduledThreadPoolExecutor(1, new NamedThreads("karge-timer"));

    @Activate
    public SystemTime() {
        timers.setRemoveOnCancelPolicy(true);
        timers.prestartCoreThread(); // later there may be no memory for it
    }

    @Override
    public Instant wallClock() {
        return Instant.now().plus(offset);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    /** After {@link #stop} nothing is run any more. */
    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        try {
            Future<?> timer = timers.schedule(() -> run(task), nanos(delay), TimeUnit.NANOSECONDS);
            return () -> timer.cancel(false);
        } catch (RejectedExecutionException e) {
            LOG.debug("a timer was asked for after the clock stopped", e);
            return () -> {};
        }
    }

    private static long nanos(Duration delay) {
        return delay.isNegative() ? 0 : delay.compareTo(LONGEST) < 0 ? delay.toNanos() : LONGEST.toNanos();
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) { // else nobody would hear of it
            LOG.error("a timer task threw; it should hand its work over by posting", e);
        }
    }

    /** Ends the timer thread. */
    @Deactivate
    public void stop() {
        timers.shutdownNow();
    }
}
