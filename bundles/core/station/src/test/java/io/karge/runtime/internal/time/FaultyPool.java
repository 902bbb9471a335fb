package io.karge.runtime.internal.time;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** A pool whose one thread is the test's, and that takes nothing while it has a fault. */
public final class FaultyPool implements Executor {
    /** What {@link #execute} throws; null while the pool works. */
    public Throwable fault;

    /** Whether a task is taken although {@link #execute} throws, as pools do whose thread does not start. */
    public boolean takesAllTheSame;

    private final Deque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        if (fault == null || takesAllTheSame) {
            tasks.add(task);
        }
        if (fault instanceof RuntimeException e) {
            throw e;
        } else if (fault instanceof Error e) {
            throw e;
        }
    }

    /** Runs what waits, and what that gives. */
    public void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
