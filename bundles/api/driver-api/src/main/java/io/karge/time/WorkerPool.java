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
     * A new executor for work that may block (a Modbus request, a file). Its tasks run one after another in the order
     * given; different executors run beside each other on a shared, bounded pool.
     *
     * @param name names the work in thread dumps, for example {@code driver HYC-1}
     */
    Executor newBlockingSerial(String name);
}
