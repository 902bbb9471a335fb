package io.karge.runtime.internal.time;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool with a bound for its threads that refuses nothing: what finds no thread, because all are busy or because no
 * native thread can be started, waits in the order given. One thread is started with the pool and stays, so that what
 * waits is never without one. After the pool was shut down, tasks are dropped.
 */
class BoundedPool extends ThreadPoolExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedPool.class);
    private static final long IDLE_SECONDS = 30;

    BoundedPool(int core, int bound, BlockingQueue<Runnable> queue, ThreadFactory factory) {
        super(core, bound, IDLE_SECONDS, TimeUnit.SECONDS, queue, factory, (task, pool) -> ((BoundedPool) pool)
                .enqueue(task));
        prestartCoreThread();
    }

    /** Grows to its bound and stays. */
    static BoundedPool lasting(int bound, ThreadFactory factory) {
        return new BoundedPool(bound, bound, new LinkedBlockingQueue<>(), factory);
    }

    /** Starts a thread only when none is idle, and ends those that are idle for long. */
    static BoundedPool onDemand(int bound, ThreadFactory factory) {
        return new BoundedPool(1, bound, new IdleFirst(), factory);
    }

    @Override
    public void execute(Runnable task) {
        try {
            super.execute(task);
        } catch (OutOfMemoryError e) {
            remove(task); // it may have been queued before the thread failed to start
            enqueue(task);
            LOG.warn("no thread could be started; {} are there, and what waits is done by them", getPoolSize(), e);
        }
    }

    private void enqueue(Runnable task) {
        if (isShutdown()) {
            LOG.debug("the workers have stopped, {} is dropped", task);
        } else if (getQueue() instanceof IdleFirst queue) {
            queue.enqueue(task);
            onWait();
        } else {
            getQueue().add(task);
        }
    }

    /** A task waits for a thread. */
    void onWait() {
        // It has its turn when one is free.
    }

    /** Takes a task from the pool only when an idle thread waits for it, so that the pool grows before tasks wait. */
    static final class IdleFirst extends LinkedTransferQueue<Runnable> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }

        void enqueue(Runnable task) {
            super.offer(task);
        }
    }
}
