package io.karge.driver.testkit;

import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes only when a test says so, and threads that are the test's own: a day passes in a millisecond and
 * every run is the same.
 *
 * <p>Tasks and timers run on the thread that calls {@link #advance}, {@link #advanceUntil} or {@link #runUntilIdle},
 * the driving thread. Tasks run in the order in which they were given, whatever executor they were given to; timers
 * run when they are due, the earlier asked first, and after each timer the tasks that it gave. What a task throws
 * reaches the driving thread. Tasks and timers may be given from any thread; only one thread drives at a time.
 */
public final class VirtualTime implements TimeSource, WorkerPool {
    /** Where the wall clock starts unless told otherwise. */
    public static final Instant DEFAULT_START = Instant.parse("2026-01-01T00:00:00Z");

    private static final int STEPS_WITHOUT_PROGRESS = 1_000_000;

    private final Object lock = new Object();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::due).thenComparingLong(Timer::order));
    private Instant origin;
    private long nanos;
    private long timersAsked;
    private boolean driving;
    private volatile BooleanSupplier outside = () -> false;

    /** The wall clock starts at {@link #DEFAULT_START}. */
    public VirtualTime() {
        this(DEFAULT_START);
    }

    /** The wall clock starts at the given time. */
    public VirtualTime(Instant start) {
        this.origin = start;
    }

    @Override
    public Instant wallClock() {
        synchronized (lock) {
            return origin.plusNanos(nanos);
        }
    }

    @Override
    public long nanoTime() {
        synchronized (lock) {
            return nanos;
        }
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        synchronized (lock) {
            Timer timer = new Timer(nanos + Math.max(0, delay.toNanos()), timersAsked++, task);
            timers.add(timer);
            return () -> {
                synchronized (lock) {
                    timers.remove(timer);
                }
            };
        }
    }

    @Override
    public Executor computing() {
        return this::post;
    }

    @Override
    public Executor newBlockingSerial(String name) {
        return this::post;
    }

    /**
     * From now on time does not pass while something is under way that runs on threads of its own, such as a socket.
     *
     * @param settle asked by the driving thread whenever no task waits. It waits until nothing is under way, gives the tasks
     *     that came of it, and says whether it gave any
     */
    public void passOnlyWhenSettled(BooleanSupplier settle) {
        outside = settle;
    }

    /** Sets the wall clock forward or, with a negative duration, back; timers and {@link #nanoTime} do not notice. */
    public void jumpWallClock(Duration by) {
        synchronized (lock) {
            origin = origin.plus(by);
        }
    }

    /** Lets time pass, running everything that falls due on the way. */
    public void advance(Duration by) {
        drive(() -> {
            long end = nanos + by.toNanos();
            drain();
            while (step(end)) {
                drain();
            }
            moveTo(end);
        });
    }

    /**
     * Lets time pass until the condition holds, but no longer than {@code max}. It is looked at once all that is due at
     * one point in time has run, so time stands at the earliest point at which it holds.
     *
     * @return whether the condition holds
     */
    public boolean advanceUntil(BooleanSupplier condition, Duration max) {
        boolean[] holds = {false};
        drive(() -> {
            long end = nanos + max.toNanos();
            drain();
            holds[0] = condition.getAsBoolean();
            while (!holds[0] && step(end)) {
                drain();
                holds[0] = condition.getAsBoolean();
            }
            if (!holds[0]) {
                moveTo(end);
                holds[0] = condition.getAsBoolean();
            }
        });
        return holds[0];
    }

    /** Runs the tasks that wait and the timers that are due now, and what these ask for, without moving time. */
    public void runUntilIdle() {
        advance(Duration.ZERO);
    }

    /** How many timers are set; none after everything was closed, or something leaks. */
    public int pendingTimers() {
        synchronized (lock) {
            return timers.size();
        }
    }

    private void post(Runnable task) {
        synchronized (lock) {
            tasks.add(task);
        }
    }

    private void drive(Runnable work) {
        synchronized (lock) {
            if (driving) {
                throw new IllegalStateException("time is being driven already: a task must not drive it, only a test");
            }
            driving = true;
        }
        try {
            work.run();
        } finally {
            synchronized (lock) {
                driving = false;
            }
        }
    }

    private void drain() {
        for (int steps = 0; ; steps++) {
            Runnable next = nextTask();
            if (next == null) {
                if (outside.getAsBoolean()) {
                    continue;
                }
                return;
            }
            if (steps == STEPS_WITHOUT_PROGRESS) {
                throw new IllegalStateException("tasks keep giving tasks without time passing; the last is " + next);
            }
            next.run();
        }
    }

    private @Nullable Runnable nextTask() {
        synchronized (lock) {
            Runnable task = tasks.poll();
            return task != null || !isDue(nanos) ? task : timers.remove().task();
        }
    }

    /** Moves to the next timer that is due until {@code end}; false when there is none. */
    private boolean step(long end) {
        synchronized (lock) {
            if (!isDue(end)) {
                return false;
            }
            nanos = Math.max(nanos, timers.element().due());
            return true;
        }
    }

    private void moveTo(long end) {
        synchronized (lock) {
            nanos = Math.max(nanos, end);
        }
    }

    private boolean isDue(long until) {
        return !timers.isEmpty() && timers.element().due() <= until;
    }

    private record Timer(long due, long order, Runnable task) {}
}
