package io.karge.runtime.internal;

import io.karge.runtime.DurationHistogram;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

/** Counts durations in the buckets of {@link DurationHistogram}. Any thread. */
final class Timing {
    private static final long[] BOUNDS =
            DurationHistogram.BOUNDS.stream().mapToLong(Duration::toNanos).toArray();

    private final AtomicLongArray counts = new AtomicLongArray(BOUNDS.length + 1);
    private final LongAdder nanos = new LongAdder();

    /** One took so long; less than nothing is nothing. */
    void took(long howLongNanos) {
        int bucket = 0;
        while (bucket < BOUNDS.length && howLongNanos > BOUNDS[bucket]) {
            bucket++;
        }
        counts.incrementAndGet(bucket);
        nanos.add(Math.max(0, howLongNanos));
    }

    DurationHistogram now() {
        List<Long> all = LongStream.range(0, counts.length())
                .map(i -> counts.get((int) i))
                .boxed()
                .toList();
        return new DurationHistogram(all, Duration.ofNanos(nanos.sum()));
    }
}
