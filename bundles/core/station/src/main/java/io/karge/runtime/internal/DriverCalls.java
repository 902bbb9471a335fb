package io.karge.runtime.internal;

import io.karge.failure.TimeWords;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is called of one driver, one call after another on a thread for hardware: a call that does not return holds up
 * nothing but this driver. Who watches is told of it while it still hangs. Thread-safe.
 */
final class DriverCalls {
    /** Who is told, on a timer thread or the driver's; it must return at once. */
    interface Watcher {
        /** A call has not returned for as long as one may take. */
        void hangs(Overdue call);

        /** That call has returned after all. */
        void returned();
    }

    /**
     * A call that should have returned.
     *
     * @param method what is called, as the driver's maker knows it
     * @param since when it was called
     */
    record Overdue(String method, Instant since) {
        /** For people. */
        String text() {
            return method + " has not returned since " + TimeWords.of(since);
        }
    }

    private final Executor thread;
    private final TimeSource time;
    private final Duration longest;
    private final Watcher watcher;
    private volatile @Nullable Watch hanging;

    /**
     * @param thread the driver's own, one task after another
     * @param longest how long a call may take before that is told
     */
    DriverCalls(Executor thread, TimeSource time, Duration longest, Watcher watcher) {
        this.thread = thread;
        this.time = time;
        this.longest = longest;
        this.watcher = watcher;
    }

    /** Runs a task in its turn: the calls that it makes are to be {@link #watched}. */
    void post(Runnable task) {
        thread.execute(task);
    }

    /** Makes a call in its turn. */
    void make(String method, Runnable call) {
        post(() -> watched(method, call));
    }

    /** Makes a call, in a task that was posted. */
    void watched(String method, Runnable call) {
        asked(method, () -> {
            call.run();
            return this;
        });
    }

    /** The same of a call that answers. */
    <T> T asked(String method, Supplier<T> call) {
        Watch watch = new Watch(new Overdue(method, time.wallClock()));
        Cancellable timer = time.schedule(longest, watch::hangs);
        try {
            return call.get();
        } finally {
            timer.cancel();
            watch.end();
        }
    }

    /** The call that hangs now. */
    Optional<Overdue> hanging() {
        return Optional.ofNullable(hanging).map(watch -> watch.call);
    }

    private final class Watch {
        private final Overdue call;
        private boolean ended;

        Watch(Overdue call) {
            this.call = call;
        }

        synchronized void hangs() {
            if (!ended) {
                hanging = this;
                watcher.hangs(call);
            }
        }

        @SuppressWarnings("ReferenceEquality") // whether it is this very call that hangs
        synchronized void end() {
            ended = true;
            if (hanging == this) {
                hanging = null;
                watcher.returned();
            }
        }
    }
}
