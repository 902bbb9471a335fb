package io.karge.driver.polling;

import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns on an executor, one at a time: whenever something is due, or somebody asks for one. A turn that throws leaves that to
 * the executor, and others follow. Thread-safe.
 */
final class Turns {
    /** Between a turn that threw and the next, which may throw too. */
    private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

    private final TimeSource time;
    private final Executor executor;
    private final LongConsumer work;
    private final LongSupplier dueAt;
    private final Runnable letGo;
    private final AtomicBoolean asked = new AtomicBoolean();
    private @Nullable Cancellable timer;
    private volatile boolean stopped;

    /**
     * No turn is taken yet.
     *
     * @param work is done in each turn and given the time, in nanoseconds
     * @param dueAt when the next turn is due, asked at the end of each
     * @param letGo is run after a turn during which, or before which, it was stopped
     */
    Turns(TimeSource time, Executor executor, LongConsumer work, LongSupplier dueAt, Runnable letGo) {
        this.time = time;
        this.executor = executor;
        this.work = work;
        this.dueAt = dueAt;
        this.letGo = letGo;
    }

    /** Asks for a turn as soon as possible. */
    void wake() {
        if (asked.compareAndSet(false, true)) {
            executor.execute(this::turn);
        }
    }

    /** No turn does anything any more, and no timer is left. */
    synchronized void stop() {
        stopped = true;
        cancelTimer();
    }

    private void turn() {
        asked.set(false);
        long pause = PAUSE_NANOS;
        try {
            if (!stopped) {
                work.accept(time.nanoTime());
                pause = dueAt.getAsLong() - time.nanoTime();
            }
        } finally {
            if (stopped) {
                letGo.run();
            } else {
                sleep(pause);
            }
        }
    }

    private synchronized void sleep(long nanos) {
        cancelTimer();
        if (stopped) {
            return;
        }
        if (nanos <= 0) {
            wake();
        } else {
            timer = time.schedule(Duration.ofNanos(nanos), this::wake);
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
