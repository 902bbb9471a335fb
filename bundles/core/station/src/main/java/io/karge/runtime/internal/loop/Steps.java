package io.karge.runtime.internal.loop;

import io.karge.runtime.internal.loop.OutputGate.Output;
import io.karge.station.SecurityLog;
import io.karge.station.StationEvent;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the steps of a station from boot to boot. A step is a task and what follows from it: the handling of every event
 * that was published in it. What was put in it is one batch, and what it wants to send waits at the gate. Nothing that a
 * task throws, an Error included, keeps the step from its end. On the loop only, except {@link #post} and {@link #after}.
 */
public final class Steps {
    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);
    private static final int MOST_EVENTS = 10_000;

    private final String stationId;
    private final EventLoop loop;
    private final TimeSource time;
    private final StationState state;
    private final OutputGate gate;
    private final Consumer<StationEvent> deliver;
    private final Runnable beforeCommit;
    private final Deque<Runnable> next = new ArrayDeque<>();
    private final Deque<Runnable> published = new ArrayDeque<>();
    private boolean running;
    private String actor = SecurityLog.GATEWAY;
    private volatile boolean closed;

    /**
     * @param deliver tells everyone of an event
     * @param beforeCommit may still put something into a step that has written something
     */
    public Steps(
            String stationId,
            EventLoop loop,
            TimeSource time,
            StationState state,
            OutputGate gate,
            Consumer<StationEvent> deliver,
            Runnable beforeCommit) {
        this.stationId = stationId;
        this.loop = loop;
        this.time = time;
        this.state = state;
        this.gate = gate;
        this.deliver = deliver;
        this.beforeCommit = beforeCommit;
    }

    /**
     * Runs a step now; inside a step the task becomes part of it. What it throws is logged: the units of work of the
     * blocks that it called are whole or undone by then, and what was whole is committed.
     */
    public void run(Runnable task) {
        if (closed) {
            return;
        }
        if (running) {
            task.run();
            return;
        }
        running = true;
        try {
            guarded(task);
            followUp();
            if (state.hasWrites()) {
                guarded(beforeCommit);
            }
        } finally {
            end();
        }
    }

    /** As {@link #run}, for somebody else than the gateway. */
    public void run(String forWhom, Runnable task) {
        run(() -> {
            actor = forWhom;
            task.run();
        });
    }

    /** Who has what the step that runs does done, as the security log calls him. */
    public String actor() {
        return actor;
    }

    private void end() {
        actor = SecurityLog.GATEWAY;
        try {
            gate.endStep(state.takeWrites());
        } finally {
            running = false;
        }
    }

    /** Runs a step soon. Any thread. */
    public void post(Runnable task) {
        loop.post(() -> run(task));
    }

    /** Runs a step after the delay. Any thread. */
    public Cancellable after(Duration delay, Runnable task) {
        return time.schedule(delay, () -> post(task));
    }

    /** Tells everyone of an event, within this step. */
    public void publish(StationEvent event) {
        Runnable delivery = () -> deliver.accept(event);
        published.add(delivery);
        state.undo().changed(() -> published.remove(delivery));
    }

    /** Runs the task within this step, when no block is on the stack any more and before the next event is told. */
    public void next(Runnable task) {
        next.add(task);
    }

    /** Adds something that leaves the station when this step is durable. */
    public void output(Output output) {
        gate.add(output);
    }

    /** No further step runs; what was handed to the store is still committed, what waits at the gate never leaves. */
    public void close() {
        closed = true;
        gate.close();
    }

    private void followUp() {
        int count = 0;
        while (!next.isEmpty() || !published.isEmpty()) {
            if (++count > MOST_EVENTS) {
                LOG.error("station={} blocks keep answering events with events; the rest is dropped", stationId);
                next.clear();
                published.clear();
                return;
            }
            guarded(next.isEmpty() ? published.remove() : next.remove());
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) { // the boundary: whatever it was, the step comes to its end
            LOG.error("station={} a step failed", stationId, e);
        }
    }
}
