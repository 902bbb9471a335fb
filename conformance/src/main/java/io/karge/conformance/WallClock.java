package io.karge.conformance;

import io.karge.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** A bench's clock over the wire: waiting takes as long as it takes. An interrupted thread gives its case up. */
final class WallClock implements BenchClock {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration ACCURACY = Duration.ofMillis(100);
    private static final Duration SILENCE = Duration.ofMillis(1500);

    /** Conditions that nobody tells of, such as a connection that has gone, are looked at that often. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private final TimeSource time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private long changes;

    WallClock(TimeSource time) {
        this.time = time;
    }

    @Override
    public Instant now() {
        return time.wallClock();
    }

    @Override
    public boolean waitUntil(BooleanSupplier condition, Duration atMost) {
        long end = time.nanoTime() + atMost.toNanos();
        while (true) {
            long before = changes();
            if (condition.getAsBoolean()) {
                return true;
            }
            long left = end - time.nanoTime();
            if (left <= 0) {
                return false;
            }
            awaitChange(before, Math.min(left, LOOK.toNanos()));
        }
    }

    private long changes() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    private void awaitChange(long before, long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (changes == before && left > 0) {
                left = change.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was interrupted");
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void changed() {
        lock.lock();
        try {
            changes++;
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public Duration accuracy() {
        return ACCURACY;
    }

    @Override
    public Duration silence() {
        return SILENCE;
    }
}
