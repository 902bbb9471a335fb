package io.karge.simulator;

import io.karge.time.WorkerPool;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Real threads, for tests with real sockets. */
final class Threads implements WorkerPool {
    @Override
    public Executor computing() {
        return newBlockingSerial("computing");
    }

    @Override
    public Executor newBlockingSerial(String name) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
