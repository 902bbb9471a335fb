package io.karge.driver.polling;

import io.karge.driver.EvseState;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides which readings are told: one a second while the cable is plugged in, and at once when the power changes by
 * more than a tenth. Not thread-safe.
 */
final class MeterSampling {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int SMALL_CHANGE_W = 500;

    private final Map<Integer, Sample> samples = new TreeMap<>();

    /** Whether the reading of that EVSE is to be told now; if so, it counts as told. */
    boolean take(EvseState evse, long nanoTime) {
        Sample last = samples.get(evse.evseId());
        int powerW = evse.meter().powerW();
        boolean due = evse.pluggedIn() && (last == null || last.isOld(nanoTime) || last.differsFrom(powerW));
        if (due) {
            told(evse, nanoTime);
        }
        return due;
    }

    /** Remembers that a reading was told for another reason. */
    void told(EvseState evse, long nanoTime) {
        samples.put(evse.evseId(), new Sample(nanoTime, evse.meter().powerW()));
    }

    private record Sample(long nanoTime, int powerW) {
        boolean isOld(long now) {
            return now - nanoTime >= PERIOD.toNanos();
        }

        boolean differsFrom(int other) {
            int change = Math.abs(other - powerW);
            return change > SMALL_CHANGE_W && change > Math.max(other, powerW) / 10;
        }
    }
}
