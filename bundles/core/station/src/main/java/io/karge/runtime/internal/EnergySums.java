package io.karge.runtime.internal;

import io.karge.driver.MeterReading;
import io.karge.driver.StationModel;
import io.karge.driver.StationModel.EvseModel;
import io.karge.station.BlockState;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds up the meters whose register may fall, those of sessions and those that begin anew at their end, so that all above
 * sees a register that never does: over restarts, swaps of the driver and resets of the meter too. On the loop only.
 */
final class EnergySums {
    private static final Logger LOG = LoggerFactory.getLogger(EnergySums.class);
    static final String PREFIX = "energy/";

    private final String stationId;
    private final Map<Integer, EnergySum> sums = new TreeMap<>();
    private final Set<Integer> unstored = new HashSet<>();
    private @Nullable BlockState state;

    EnergySums(String stationId) {
        this.stationId = stationId;
    }

    /** Whether it knows what was counted before: until then readings are told as they are. */
    boolean hasBegun() {
        return state != null;
    }

    /**
     * A boot of the station: the first in this process reads what is stored; at a later one this knows it better.
     *
     * @param own where it is stored from now on
     */
    void begin(BlockState own) {
        boolean first = state == null;
        state = own;
        if (first) {
            try {
                own.all(PREFIX, EnergySum.class)
                        .forEach((key, sum) -> sums.put(Integer.parseInt(key.substring(PREFIX.length())), sum));
            } catch (BlockState.StateException | NumberFormatException e) {
                LOG.error("station={} what its meters counted cannot be read; they count anew", stationId, e);
            }
        }
        unstored.addAll(sums.keySet());
    }

    /**
     * The reading with the sum for its register.
     *
     * @param late whether it was told late: then later ones are counted already
     */
    MeterReading sum(StationModel model, int evseId, MeterReading reading, boolean late) {
        EvseModel evse = model.evse(evseId);
        if (!evse.meter().needsSum() || state == null) {
            return reading;
        }
        EnergySum before = sums.get(evseId);
        if (late && before != null) {
            return reading.withEnergyWh(before.totalWh());
        }
        EnergySum now = before == null
                ? EnergySum.of(reading.energyWh(), reading.at())
                : before.next(reading.energyWh(), reading.at(), evse.meter().wrapsAtWh(), evse.maxPowerW());
        sums.put(evseId, now);
        if (before == null || now.registerWh() != before.registerWh()) {
            unstored.add(evseId);
        }
        return reading.withEnergyWh(now.totalWh());
    }

    /** Stores what has changed; in a step. */
    void store() {
        BlockState to = state;
        if (to != null) {
            sums.forEach((evseId, sum) -> {
                if (unstored.contains(evseId)) {
                    to.put(PREFIX + evseId, sum);
                }
            });
            unstored.clear();
        }
    }
}
