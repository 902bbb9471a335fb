package io.karge.driver.polling;

import io.karge.driver.EvseState;
import io.karge.driver.StationModel;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides which readings are told: as often as the model says of the EVSE's meter while the cable is plugged in, and at once
 * when the power changes by more than a tenth. Not thread-safe.
 */
final class MeterSampling {
    private static final int SMALL_CHANGE_W = 500;

    private final StationModel model;
    private final Map<Integer, Sample> samples = new TreeMap<>();

    MeterSampling(StationModel model) {
        this.model = model;
    }

    /** Whether the reading of that EVSE is to be told now; if so, it counts as told. */
    boolean take(EvseState evse, long nanoTime) {
        Sample last = samples.get(evse.evseId());
        int powerW = evse.meter().powerW();
        boolean due = evse.pluggedIn()
                && (last == null || nanoTime - last.nanoTime() >= intervalNanos(evse) || last.differsFrom(powerW));
        if (due) {
            told(evse, nanoTime);
        }
        return due;
    }

    /** Remembers that a reading was told for another reason. */
    void told(EvseState evse, long nanoTime) {
        samples.put(evse.evseId(), new Sample(nanoTime, evse.meter().powerW()));
    }

    private long intervalNanos(EvseState evse) {
        return model.evse(evse.evseId()).meter().sampleInterval().toNanos();
    }

    private record Sample(long nanoTime, int powerW) {
        boolean differsFrom(int other) {
            int change = Math.abs(other - powerW);
            return change > SMALL_CHANGE_W && change > Math.max(other, powerW) / 10;
        }
    }
}
