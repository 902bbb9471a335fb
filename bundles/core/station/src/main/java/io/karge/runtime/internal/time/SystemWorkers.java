package io.karge.runtime.internal.time;

import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The threads of the process: one computing thread per core, and two bounded pools for what blocks, one for files and one
 * for hardware, which may hang and must not hold up the files; what hangs there takes no thread from other hardware.
 */
@Component(service = WorkerPool.class)
public final class SystemWorkers implements WorkerPool {
    private static final int FILE_THREADS = 16;
    private static final int HARDWARE_THREADS = 64;

    private final ThreadPoolExecutor computing;
    private final ThreadPoolExecutor files;
    private final ThreadPoolExecutor hardware;

    @Activate
    public SystemWorkers(@Reference TimeSource time) {
        this(Math.max(2, Runtime.getRuntime().availableProcessors()), FILE_THREADS, HARDWARE_THREADS, time);
    }

    SystemWorkers(int computingThreads, int fileThreads, int hardwareThreads, TimeSource time) {
        computing = BoundedPool.lasting(computingThreads, new NamedThreads("karge-compute"));
        files = BoundedPool.onDemand(fileThreads, new NamedThreads("karge-files"));
        hardware = new HardwarePool(hardwareThreads, time, new NamedThreads("karge-hardware"));
    }

    @Override
    public Executor computing() {
        return computing;
    }

    @Override
    public Executor newBlockingSerial(String name) {
        return new SerialExecutor(name, files);
    }

    @Override
    public Executor newHardwareSerial(String name) {
        return new SerialExecutor(name, hardware);
    }

    /** Ends all threads; tasks that wait are dropped, running ones are interrupted. */
    @Deactivate
    public void stop() {
        computing.shutdownNow();
        files.shutdownNow();
        hardware.shutdownNow();
    }
}
