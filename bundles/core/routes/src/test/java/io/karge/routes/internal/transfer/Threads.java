package io.karge.routes.internal.transfer;

import io.karge.time.WorkerPool;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Real threads, for tests with real sockets. */
final class Threads implements WorkerPool {
    @Override
    public Executor computing() {
        throw new AssertionError("a transfer blocks: no computing thread is for it");
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
