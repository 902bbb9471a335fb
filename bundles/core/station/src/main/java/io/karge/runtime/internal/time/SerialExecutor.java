package io.karge.runtime.internal.time;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks one after another on a shared pool, giving its thread back after each so that others get their turn. */
final class SerialExecutor implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);

    private final String name;
    private final Executor pool;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    SerialExecutor(String name, Executor pool) {
        this.name = name;
        this.pool = pool;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (waiting) {
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        pool.execute(this::runNext);
    }

    private void runNext() {
        Runnable task = waiting();
        Thread thread = Thread.currentThread();
        String idleName = thread.getName();
        thread.setName(idleName + " " + name);
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a task of '{}' threw", name, e);
        } finally {
            thread.setName(idleName);
            if (goesOn()) {
                pool.execute(this::runNext);
            }
        }
    }

    private Runnable waiting() {
        synchronized (waiting) {
            return waiting.remove();
        }
    }

    private boolean goesOn() {
        synchronized (waiting) {
            running = !waiting.isEmpty();
            return running;
        }
    }
}
