package io.karge.runtime.internal;

import io.karge.time.TimeSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Lets each kind of thing be told once in a period, however often it happens, and counts those in between. Thread-safe. */
final class Seldom<K> {
    /** So many kinds are remembered; of more the oldest is forgotten, and may be told again. */
    private static final int MOST = 100;

    private final TimeSource time;
    private final Duration apart;
    private final Map<K, Told> told = new LinkedHashMap<>();

    /** When it was told the last time, and how often it was not since. */
    private record Told(long at, int untold) {}

    Seldom(TimeSource time, Duration apart) {
        this.time = time;
        this.apart = apart;
    }

    /** It has happened. Whether it is to be told: then how many of its kind were not since the last that was; else empty. */
    synchronized OptionalInt happened(K kind) {
        long now = time.nanoTime();
        Told before = told.get(kind);
        if (before != null && now - before.at() < apart.toNanos()) {
            told.put(kind, new Told(before.at(), before.untold() + 1));
            return OptionalInt.empty();
        }
        told.remove(kind); // to become the newest
        told.put(kind, new Told(now, 0));
        if (told.size() > MOST) {
            told.remove(told.keySet().iterator().next());
        }
        return OptionalInt.of(before == null ? 0 : before.untold());
    }
}
