package io.karge.runtime.internal.time;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after another on a shared pool, giving its thread back after each so that others get their turn.
 *
 * <p>Every task that {@link #execute} returned from is run, once and in order, whatever a task or the pool throws: what
 * a task throws is logged and the next one follows. When the pool takes nothing (it refuses, or no native thread can be
 * started), tasks wait for the next {@code execute}; a thread that is at work then goes on with them itself.
 */
final class SerialExecutor implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);

    private enum State {
        IDLE,
        /** The pool was asked for a thread. */
        ASKED,
        RUNNING
    }

    private final String name;
    private final Executor pool;
    private final Runnable turn = this::turn;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private State state = State.IDLE;

    SerialExecutor(String name, Executor pool) {
        this.name = name;
        this.pool = pool;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (waiting) {
            waiting.add(task);
        }
        ask();
    }

    /** Asks the pool for a thread when none was asked for. */
    private void ask() {
        if (!moved(State.IDLE, State.ASKED)) {
            return;
        }
        try {
            pool.execute(turn);
        } catch (Throwable e) { // also an Error: there is no thread to be had
            moved(State.ASKED, State.IDLE);
            report("the pool takes nothing; what waits is run when it does", e);
        }
    }

    /** The pool may give a thread although it threw when it was asked: the state says whether there is work for it. */
    private void turn() {
        boolean mine = moved(State.ASKED, State.RUNNING);
        while (mine) {
            Runnable task = next();
            if (task != null) {
                run(task);
            }
            moved(State.RUNNING, State.IDLE);
            if (nothingWaits()) {
                return;
            }
            ask();
            mine = moved(State.IDLE, State.RUNNING);
        }
    }

    private void run(Runnable task) {
        Thread thread = Thread.currentThread();
        String idleName = thread.getName();
        try {
            thread.setName(idleName + " " + name);
            task.run();
        } catch (Throwable e) { // an Error of one task is none of the others' business
            report("a task threw", e);
        } finally {
            thread.setName(idleName);
        }
    }

    private void report(String what, Throwable e) {
        try {
            LOG.error("'{}': {}", name, what, e);
        } catch (Throwable unloggable) {
            // out of memory, for example; the tasks matter more than the log
        }
    }

    private @Nullable Runnable next() {
        synchronized (waiting) {
            return waiting.poll();
        }
    }

    private boolean nothingWaits() {
        synchronized (waiting) {
            return waiting.isEmpty();
        }
    }

    private boolean moved(State from, State to) {
        synchronized (waiting) {
            boolean moves = state == from;
            state = moves ? to : state;
            return moves;
        }
    }
}
