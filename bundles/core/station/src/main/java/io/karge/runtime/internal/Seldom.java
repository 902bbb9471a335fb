package io.karge.runtime.internal;

import io.karge.time.TimeSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Lets each kind of thing be told once in a period, or a few times, however often it happens, and counts those in between.
 * Thread-safe.
 */
final class Seldom<K> {
    /** So many kinds are remembered; of more the oldest is forgotten, and may be told again. */
    private static final int MOST_KINDS = 100;

    private final TimeSource time;
    private final Duration period;
    private final int most;
    private final Map<K, Told> told = new LinkedHashMap<>();

    /** When its period began, how often it was told in it and how often it was not. */
    private record Told(long began, int times, int untold) {}

    /** Once in a period. */
    Seldom(TimeSource time, Duration period) {
        this(time, period, 1);
    }

    /** @param most how often a kind is told in a period, which begins with the first of it */
    Seldom(TimeSource time, Duration period, int most) {
        this.time = time;
        this.period = period;
        this.most = most;
    }

    /** It has happened. Whether it is to be told: then how many of its kind were not since the last that was; else empty. */
    synchronized OptionalInt happened(K kind) {
        long now = time.nanoTime();
        Told before = told.get(kind);
        if (before != null && now - before.began() < period.toNanos()) {
            boolean tells = before.times() < most;
            told.put(
                    kind,
                    tells
                            ? new Told(before.began(), before.times() + 1, 0)
                            : new Told(before.began(), before.times(), before.untold() + 1));
            return tells ? OptionalInt.of(0) : OptionalInt.empty();
        }
        told.remove(kind); // to become the newest
        told.put(kind, new Told(now, 1, 0));
        if (told.size() > MOST_KINDS) {
            told.remove(told.keySet().iterator().next());
        }
        return OptionalInt.of(before == null ? 0 : before.untold());
    }
}
