package io.karge.runtime.internal;

import io.karge.driver.testkit.VirtualTime;
import io.karge.time.WorkerPool;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Threads of which a call can keep one, as a driver does that hangs: it runs on a real thread, and the others go on in
 * virtual time while it is inside {@link #hang()}.
 */
final class OneHangingCall implements WorkerPool {
    private final VirtualTime time;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile CountDownLatch left = new CountDownLatch(0);
    private volatile boolean next;

    OneHangingCall(VirtualTime time) {
        this.time = time;
    }

    /** The next task for hardware may hang. */
    void expect() {
        next = true;
    }

    /** Called by what hangs: comes back when the test lets it. */
    void hang() {
        left.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets it return, and waits until its task has ended. */
    void end() throws InterruptedException {
        release.countDown();
        thread.shutdown();
        boolean ended = thread.awaitTermination(1, TimeUnit.MINUTES);
        if (!ended) {
            throw new AssertionError("the call has not returned");
        }
    }

    @Override
    public Executor computing() {
        return time.computing();
    }

    @Override
    public Executor newBlockingSerial(String name) {
        return time.newBlockingSerial(name);
    }

    @Override
    public Executor newHardwareSerial(String name) {
        Executor serial = time.newBlockingSerial(name);
        return task -> serial.execute(() -> run(task));
    }

    private void run(Runnable task) {
        if (!next) {
            task.run();
            return;
        }
        next = false;
        left = new CountDownLatch(1);
        CountDownLatch goOn = left;
        thread.execute(() -> {
            try {
                task.run();
            } finally {
                goOn.countDown();
            }
        });
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
