package io.karge.runtime.internal.time;

import io.karge.time.WorkerPool;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of the process: one computing thread per core, and a bounded pool for what blocks. */
@Component(service = WorkerPool.class)
public final class SystemWorkers implements WorkerPool {
    private static final Logger LOG = LoggerFactory.getLogger(SystemWorkers.class);
    private static final int BLOCKING_THREADS = 64;
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor computing;
    private final ThreadPoolExecutor blocking;

    @Activate
    public SystemWorkers() {
        this(Math.max(2, Runtime.getRuntime().availableProcessors()), BLOCKING_THREADS);
    }

    SystemWorkers(int computingThreads, int blockingThreads) {
        computing = new ThreadPoolExecutor(
                computingThreads,
                computingThreads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new NamedThreads("karge-compute"),
                SystemWorkers::drop);
        computing.allowCoreThreadTimeOut(true);
        blocking = new ThreadPoolExecutor(
                0,
                blockingThreads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new IdleFirst(),
                new NamedThreads("karge-blocking"),
                SystemWorkers::queue);
    }

    /** All threads are busy, or the pool has stopped. */
    private static void queue(Runnable task, ThreadPoolExecutor pool) {
        if (pool.isShutdown()) {
            drop(task, pool);
        } else {
            ((IdleFirst) pool.getQueue()).put(task);
        }
    }

    private static void drop(Runnable task, ThreadPoolExecutor stopped) {
        LOG.debug("the workers have stopped, {} is dropped", task);
    }

    /** Takes a task only when an idle thread waits for it, so that the pool does not grow before all are busy. */
    private static final class IdleFirst extends LinkedTransferQueue<Runnable> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }
    }

    @Override
    public Executor computing() {
        return computing;
    }

    @Override
    public Executor newBlockingSerial(String name) {
        return new SerialExecutor(name, blocking);
    }

    /** Ends all threads; tasks that wait are dropped, running ones are interrupted. */
    @Deactivate
    public void stop() {
        computing.shutdownNow();
        blocking.shutdownNow();
    }
}
