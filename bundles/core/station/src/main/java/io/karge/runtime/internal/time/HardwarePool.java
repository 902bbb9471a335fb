package io.karge.runtime.internal.time;

import io.karge.time.TimeSource;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool for work that may hang. A thread that has been at one task for longer than 30 s does not count against the bound
 * any more, so that tasks which wait have another one: what hangs takes no thread from the others.
 */
final class HardwarePool extends BoundedPool {
    private static final Logger LOG = LoggerFactory.getLogger(HardwarePool.class);

    /** Longer than any request with a time-out takes. */
    static final Duration LONGEST_TASK = Duration.ofSeconds(30);

    /** More would do harm to the process. */
    private static final int MOST_HUNG = 1000;

    private final int bound;
    private final TimeSource time;
    private final Map<Thread, Long> begun = new ConcurrentHashMap<>();
    private final AtomicBoolean watching = new AtomicBoolean();

    HardwarePool(int bound, TimeSource time, ThreadFactory factory) {
        super(1, bound, new IdleFirst(), factory);
        this.bound = bound;
        this.time = time;
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
        begun.put(thread, time.nanoTime());
    }

    @Override
    protected void afterExecute(Runnable task, @Nullable Throwable failure) {
        Long since = begun.remove(Thread.currentThread());
        if (since != null && hangs(since)) {
            setMaximumPoolSize(bound + hung());
        }
    }

    @Override
    void onWait() {
        if (watching.compareAndSet(false, true)) {
            time.schedule(LONGEST_TASK, this::makeRoom);
        }
    }

    /** Tasks have waited for so long that those which are at work may hang. */
    private void makeRoom() {
        watching.set(false);
        int hung = hung();
        setMaximumPoolSize(bound + hung);
        if (hung > 0 && !getQueue().isEmpty()) {
            LOG.warn("{} of the threads for hardware hang; others take their place", hung);
        }
        for (int room = getMaximumPoolSize() - getPoolSize(); room > 0; room--) {
            Runnable waiting = getQueue().poll();
            if (waiting == null) {
                return;
            }
            execute(waiting);
        }
        if (!getQueue().isEmpty()) {
            onWait();
        }
    }

    private int hung() {
        return (int)
                Math.min(MOST_HUNG, begun.values().stream().filter(this::hangs).count());
    }

    private boolean hangs(long since) {
        return time.nanoTime() - since >= LONGEST_TASK.toNanos();
    }
}
