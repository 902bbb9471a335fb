package io.karge.transport;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The waits between connection attempts (Part 4, 5.4): first the minimum, doubled after each failure until it was doubled
 * RetryBackOffRepeatTimes, each with a new random part.
 */
final class BackOff {

    /** No wait is longer or shorter, whatever the variables say. */
    private static final long MAX_MILLIS = Duration.ofDays(1).toMillis();

    private static final long MIN_MILLIS = Duration.ofSeconds(1).toMillis();

    private final ConnectionSettings settings;
    private final RandomGenerator random;
    private int doublings;

    BackOff(ConnectionSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /** Starts again with the minimum, after a success. */
    void reset() {
        doublings = 0;
    }

    /** The wait before the next attempt. */
    Duration next() {
        int times = Math.min(doublings, settings.retryBackOffRepeatTimes());
        long wait = Math.max(MIN_MILLIS, settings.retryBackOffWaitMinimum().toMillis());
        for (int i = 0; i < times && wait < MAX_MILLIS; i++) {
            wait *= 2;
        }
        doublings = times + 1;
        return Duration.ofMillis(Math.min(MAX_MILLIS, wait) + randomPart());
    }

    private long randomPart() {
        return random.nextLong(settings.retryBackOffRandomRange().toMillis() + 1);
    }
}
