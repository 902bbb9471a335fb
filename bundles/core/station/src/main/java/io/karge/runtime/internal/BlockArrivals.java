package io.karge.runtime.internal;

import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Whether the blocks that a start of the gateway brings, one after the other, are all there: whoever started it is done, and
 * none has come for a while. Thread-safe.
 */
final class BlockArrivals {
    /** Bundles of one start follow each other faster. */
    static final Duration QUIET = Duration.ofSeconds(2);

    private final TimeSource time;
    private boolean started;
    private long lastNanos;

    /** @param start is done when no more bundles are being started */
    BlockArrivals(TimeSource time, CompletionStage<Void> start) {
        this.time = time;
        lastNanos = time.nanoTime();
        CompletionStage<Void> unused = start.thenRun(this::started);
    }

    private synchronized void started() {
        started = true;
        came();
    }

    /** A block has come. */
    synchronized void came() {
        lastNanos = time.nanoTime();
    }

    /** Runs the task when they are all there: at once when they are, else on a thread of the timers. */
    Cancellable whenComplete(Runnable task) {
        Wait wait = new Wait(task);
        wait.look();
        return wait;
    }

    /** How long at least none may come until they are all there; not positive when they are. */
    private synchronized Duration missing() {
        return started ? QUIET.minusNanos(time.nanoTime() - lastNanos) : QUIET;
    }

    private final class Wait implements Cancellable {
        private final Runnable task;
        private Cancellable timer = () -> {};
        private boolean cancelled;

        Wait(Runnable task) {
            this.task = task;
        }

        void look() {
            Duration rest = missing();
            if (rest.isNegative() || rest.isZero()) {
                task.run();
                return;
            }
            synchronized (this) {
                if (!cancelled) {
                    timer = time.schedule(rest, this::look);
                }
            }
        }

        @Override
        public synchronized void cancel() {
            cancelled = true;
            timer.cancel();
        }
    }
}
