package io.karge.runtime.internal.time;

import io.karge.time.WorkerPool;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
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

    private final ExecutorService computing;
    private final ExecutorService blocking;

    @Activate
    public SystemWorkers() {
        this(Math.max(2, Runtime.getRuntime().availableProcessors()), BLOCKING_THREADS);
    }

    SystemWorkers(int computingThreads, int blockingThreads) {
        computing = pool("karge-compute", computingThreads);
        blocking = pool("karge-blocking", blockingThreads);
    }

    private static ExecutorService pool(String name, int threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new NamedThreads(name),
                (task, stopped) -> LOG.debug("{} has stopped, a task is dropped", name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
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
