package io.karge.benchmarks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for something that another process or thread does. */
public final class Await {
    private Await() {}

    /** What is waited for. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws InterruptedException;
    }

    /**
     * Looks every few milliseconds.
     *
     * @throws IllegalStateException when it is not so within the time
     */
    public static void until(String what, Condition condition, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within " + patience.toSeconds() + " s: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
