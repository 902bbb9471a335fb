package io.karge.runtime;

import java.time.Duration;
import java.util.List;

/**
 * How long something took, how often: counted in buckets, since the process started.
 *
 * @param counts how many were in each bucket of {@link #BOUNDS}, not above its bound and above the one before; the last
 *     count is of those above all bounds
 * @param sum of all that was counted
 */
public record DurationHistogram(List<Long> counts, Duration sum) {
    /** The upper bounds of the buckets, rising. */
    public static final List<Duration> BOUNDS = List.of(
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(25),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofMillis(2_500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30));

    public DurationHistogram {
        counts = List.copyOf(counts);
        if (counts.size() != BOUNDS.size() + 1) {
            throw new IllegalArgumentException(counts.size() + " counts: one per bound is needed and one more");
        }
    }

    /** How many there were. */
    public long count() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
