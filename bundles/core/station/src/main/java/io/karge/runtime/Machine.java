package io.karge.runtime;

import io.karge.runtime.internal.time.SystemTime;
import io.karge.runtime.internal.time.SystemWorkers;
import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;

/**
 * The clock, the timers and the threads of this machine for programs without OSGi, which gives them to the others as
 * services.
 */
public final class Machine implements AutoCloseable {
    private final SystemTime time = new SystemTime();
    private final SystemWorkers workers = new SystemWorkers(time);

    /** The clock of the machine, and timers until this is closed. */
    public TimeSource time() {
        return time;
    }

    /** The threads, until this is closed. */
    public WorkerPool workers() {
        return workers;
    }

    /** Ends all threads: timers and tasks that wait are dropped, running ones are interrupted. */
    @Override
    public void close() {
        time.stop();
        workers.stop();
    }
}
