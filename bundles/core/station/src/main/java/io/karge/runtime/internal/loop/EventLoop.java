package io.karge.runtime.internal.loop;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mailbox served by a shared pool: its tasks never run beside each other and run in the order given. After a batch
 * it goes to the back of the pool's queue, so that a busy station does not starve the others. Any thread may post.
 */
public final class EventLoop {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
    private static final int BATCH = 64;

    private final String stationId;
    private final Executor pool;
    private final int capacity;
    private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean closed;
    private volatile @Nullable Runnable last;

    /**
     * @param pool for work that never blocks
     * @param capacity how many tasks may wait before {@link #offer} drops
     */
    public EventLoop(String stationId, Executor pool, int capacity) {
        this.stationId = stationId;
        this.pool = pool;
        this.capacity = capacity;
    }

    /**
     * Hands over a task that must not be lost. Those who post such tasks are bounded by themselves: one open CALL per
     * direction, a handful of timers, changes of the hardware. False, and nothing happens, when the loop is closed.
     */
    public boolean post(Runnable task) {
        if (closed) {
            return false;
        }
        mailbox.add(task);
        waiting.incrementAndGet();
        schedule();
        return true;
    }

    /**
     * As {@link #post}, but an idle loop is served on this thread at once: waking one of the pool takes longer than most
     * tasks. For threads that come from outside, hold no lock, and may be kept for a batch of tasks.
     */
    public boolean enter(Runnable task) {
        if (closed || !scheduled.compareAndSet(false, true)) {
            return post(task);
        }
        mailbox.add(task);
        waiting.incrementAndGet();
        serve();
        return true;
    }

    /** Hands over a task that may be lost, such as telemetry: it is dropped when the mailbox is full. */
    public boolean offer(Runnable task) {
        if (waiting.get() >= capacity) {
            if (dropped.getAndIncrement() % capacity == 0) {
                LOG.warn("station={} is overloaded: {} meter readings were dropped", stationId, dropped.get());
            }
            return false;
        }
        return post(task);
    }

    /** Runs this task as the last one, and nothing that waits before it. */
    public void close(Runnable task) {
        last = task;
        closed = true;
        mailbox.clear();
        mailbox.add(task);
        schedule();
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            pool.execute(this::serve);
        }
    }

    private void serve() {
        try {
            for (int served = 0; served < BATCH; served++) {
                Runnable task = mailbox.poll();
                if (task == null) {
                    break;
                }
                waiting.decrementAndGet();
                run(task);
            }
        } finally {
            scheduled.set(false);
            if (!mailbox.isEmpty()) {
                schedule();
            }
        }
    }

    private void run(Runnable task) {
        if (closed && task != last) {
            return;
        }
        try {
            task.run();
        } catch (Exception | LinkageError e) { // the loop goes on, also when a bundle has gone under a task's feet
            LOG.error("station={} a task of the loop failed", stationId, e);
        }
    }
}
