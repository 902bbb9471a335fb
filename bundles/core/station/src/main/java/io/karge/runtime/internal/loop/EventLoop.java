package io.karge.runtime.internal.loop;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mailbox served by a shared pool: its tasks never run beside each other and run in the order given. After a batch
 * it goes to the back of the pool's queue, so that a busy station does not starve the others. Any thread may post.
 *
 * <p>Every task that was taken is run, once and in order, until the loop is closed, whatever a task or the pool throws:
 * what a task throws, an Error too, is logged and the next one follows. When the pool takes nothing (it refuses, or no
 * native thread can be started), tasks wait for whoever posts or enters next; a thread that serves the loop just then goes
 * on serving it. Posting throws none of that back.
 */
public final class EventLoop {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
    private static final int BATCH = 64;

    private enum State {
        IDLE,
        /** The pool was asked for a thread. */
        ASKED,
        SERVED
    }

    private final String stationId;
    private final Executor pool;
    private final int capacity;
    private final UnaryOperator<Runnable> posted;
    private final Runnable turn = this::turn;
    private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean closed;
    private volatile @Nullable Runnable last;

    /**
     * @param pool for work that never blocks
     * @param capacity how many tasks may wait before {@link #offer} drops
     */
    public EventLoop(String stationId, Executor pool, int capacity) {
        this(stationId, pool, capacity, UnaryOperator.identity());
    }

    /** @param posted what is run in the place of a task that was handed over; asked at that moment, on any thread */
    public EventLoop(String stationId, Executor pool, int capacity, UnaryOperator<Runnable> posted) {
        this.stationId = stationId;
        this.pool = pool;
        this.capacity = capacity;
        this.posted = posted;
    }

    /**
     * Hands over a task that must not be lost. Those who post such tasks are bounded by themselves: one open CALL per
     * direction, a handful of timers, changes of the hardware. False, and nothing happens, when the loop is closed.
     */
    public boolean post(Runnable task) {
        if (closed) {
            schedule(); // the last task may still wait for a thread
            return false;
        }
        mailbox.add(posted.apply(task));
        waiting.incrementAndGet();
        schedule();
        return true;
    }

    /**
     * As {@link #post}, but an idle loop is served on this thread at once: waking one of the pool takes longer than most
     * tasks. For threads that come from outside, hold no lock, and may be kept for a batch of tasks.
     */
    public boolean enter(Runnable task) {
        if (closed || !state.compareAndSet(State.IDLE, State.SERVED)) {
            return post(task);
        }
        try {
            mailbox.add(posted.apply(task));
            waiting.incrementAndGet();
        } finally {
            serve();
        }
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

    /** Asks the pool for a thread when something waits and none was asked for. */
    private void schedule() {
        if (mailbox.isEmpty() || !state.compareAndSet(State.IDLE, State.ASKED)) {
            return;
        }
        try {
            pool.execute(turn);
        } catch (Throwable e) { // also an Error: there is no thread to be had
            state.compareAndSet(State.ASKED, State.IDLE);
            report("the pool takes nothing; what waits is run when it does", e);
        }
    }

    /** The pool may give a thread although it threw when it was asked: the state says whether there is work for it. */
    private void turn() {
        if (state.compareAndSet(State.ASKED, State.SERVED)) {
            serve();
        }
    }

    private void serve() {
        do {
            serveBatch();
            state.set(State.IDLE);
            schedule();
        } while (!mailbox.isEmpty() && state.compareAndSet(State.IDLE, State.SERVED));
    }

    private void serveBatch() {
        for (int served = 0; served < BATCH; served++) {
            Runnable task = mailbox.poll();
            if (task == null) {
                return;
            }
            waiting.decrementAndGet();
            run(task);
        }
    }

    private void run(Runnable task) {
        if (closed && task != last) {
            return;
        }
        try {
            task.run();
        } catch (Throwable e) { // the loop goes on, also without memory or when a bundle has gone under a task's feet
            report("a task of the loop failed", e);
        }
    }

    private void report(String what, Throwable e) {
        try {
            LOG.error("station={} {}", stationId, what, e);
        } catch (Throwable unloggable) {
            // out of memory, for example; the tasks matter more than the log
        }
    }
}
