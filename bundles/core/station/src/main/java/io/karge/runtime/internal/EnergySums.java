package io.karge.runtime.internal;

import io.karge.driver.MeterReading;
import io.karge.driver.StationModel;
import io.karge.driver.StationModel.EvseModel;
import io.karge.station.BlockState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds up what the meters count, so that all above sees registers that never fall: those of sessions and those that begin
 * anew at their end, and, of those that should never fall, the ones that do; over restarts, swaps of the driver and resets
 * of the meter too. On the loop only.
 */
final class EnergySums {
    private static final Logger LOG = LoggerFactory.getLogger(EnergySums.class);
    static final String PREFIX = "energy/";

    /** A write for each reading of each meter would be the most that the store has to do. */
    private static final long SELDOM_WH = 1_000;

    private final String stationId;
    private final Map<Integer, EnergySum> sums = new TreeMap<>();
    private final Map<Integer, EnergySum> stored = new HashMap<>();
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
        if (state == null) {
            return reading;
        }
        EnergySum before = sums.get(evseId);
        if (late && before != null) {
            return reading.withEnergyWh(before.totalWh());
        }
        EnergySum now = before == null
                ? EnergySum.of(reading.energyWh(), reading.at())
                : before.next(
                        reading.energyWh(),
                        reading.at(),
                        evse.meter().needsSum(),
                        evse.meter().wrapsAtWh(),
                        evse.maxPowerW());
        sums.put(evseId, now);
        if (isToStore(evse, now, stored.get(evseId))) {
            unstored.add(evseId);
        }
        return reading.withEnergyWh(now.totalWh());
    }

    /** What the meter of an EVSE has counted, also of one that is not there any more. */
    Optional<MeterReading> last(int evseId) {
        return Optional.ofNullable(sums.get(evseId))
                .map(sum -> MeterReading.at(sum.readAt()).withEnergyWh(sum.totalWh()));
    }

    /** A register that never falls says itself what it has counted: it is stored now and then, to know should it fall. */
    private static boolean isToStore(EvseModel evse, EnergySum now, @Nullable EnergySum stored) {
        if (stored == null || evse.meter().needsSum()) {
            return stored == null || now.registerWh() != stored.registerWh();
        }
        boolean bridged = now.totalWh() - now.registerWh() != stored.totalWh() - stored.registerWh();
        return bridged || now.registerWh() - stored.registerWh() >= SELDOM_WH;
    }

    /** The station ends: what was not worth storing until now is; in a step. */
    void storeAll() {
        sums.forEach((evseId, sum) -> {
            if (!sum.equals(stored.get(evseId))) {
                unstored.add(evseId);
            }
        });
        store();
    }

    /** Stores what has changed; in a step. */
    void store() {
        BlockState to = state;
        if (to != null) {
            sums.forEach((evseId, sum) -> {
                if (unstored.contains(evseId)) {
                    to.put(PREFIX + evseId, sum);
                    stored.put(evseId, sum);
                }
            });
            unstored.clear();
        }
    }
}
