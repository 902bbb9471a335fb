package io.karge.runtime.internal;

import io.karge.time.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** How often blocks have failed lately: one that fails again and again is not made anew for ever. On the loop only. */
final class BlockFailures {
    private static final int MOST = 3;
    private static final Duration WITHIN = Duration.ofMinutes(1);

    private final TimeSource time;
    private final Map<String, Deque<Long>> madeAnew = new HashMap<>();

    BlockFailures(TimeSource time) {
        this.time = time;
    }

    /** Counts a failure; whether the block may be made anew after it. */
    boolean mayBeMadeAnew(String block) {
        long now = time.nanoTime();
        Deque<Long> times = madeAnew.computeIfAbsent(block, name -> new ArrayDeque<>());
        while (!times.isEmpty() && now - times.getFirst() >= WITHIN.toNanos()) {
            times.removeFirst();
        }
        if (times.size() >= MOST) {
            return false;
        }
        times.add(now);
        return true;
    }

    /** Another block of this name has been installed. */
    void forget(String block) {
        madeAnew.remove(block);
    }
}
