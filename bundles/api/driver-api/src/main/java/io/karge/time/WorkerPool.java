package io.karge.time;

import java.util.concurrent.Executor;

/**
 * The threads of the process, shared by everything that runs in it. It is an OSGi service; nothing else starts a
 * thread. In tests the pool is the single thread that also drives the virtual time.
 */
public interface WorkerPool {

    /** Threads for work that never blocks, such as the event loops of the stations; as many as there are cores. */
    Executor computing();

    /**
     * A new executor for work that may block but comes to an end by itself: files, the store, archives. Its tasks run one
     * after another in the order given; different executors run beside each other on a shared, bounded pool. When all its
     * threads are busy, an executor waits for one, behind those that asked before; nothing is refused. How much may wait
     * is for those to bound who give the work.
     *
     * @param name names the work in thread dumps, for example {@code log HYC-1}
     */
    Executor newBlockingSerial(String name);

    /**
     * The same for work that waits for hardware, which may hang: on a bounded pool apart from that of {@link
     * #newBlockingSerial}, so that a thousand slow cabinets hold up each other and no file. A request to hardware ends
     * after a time-out of its own; one that does not for half a minute keeps its thread, and the others get another.
     *
     * <p>Unless said otherwise both are one pool, as in tests, where all work runs on one thread.
     *
     * @param name names the work in thread dumps, for example {@code driver HYC-1}
     */
    default Executor newHardwareSerial(String name) {
        return newBlockingSerial(name);
    }
}
