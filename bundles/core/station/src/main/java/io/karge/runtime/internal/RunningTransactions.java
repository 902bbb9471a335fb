package io.karge.runtime.internal;

import io.karge.runtime.internal.loop.StationState;
import io.karge.station.BlockState;
import io.karge.station.StationEvent.TransactionChanged;
import io.karge.station.StationEvent.TransactionChanged.Phase;
import io.karge.station.StoredRecord;
import io.karge.station.TransactionInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which transactions run, as the block that has them tells: known to people also while that block is away, or while
 * nothing of the station runs. Durable with what the block itself stores. On the loop, in steps only.
 */
final class RunningTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(RunningTransactions.class);
    private static final String PREFIX = "transaction/";

    /**
     * A transaction as it was when it was stored.
     *
     * @param evseId 0 while it has none yet
     */
    record Running(String transactionId, int evseId, Instant startedAt, String chargingState, long energyWh) {
        static Running of(TransactionInfo info) {
            return new Running(
                    info.transactionId(),
                    info.evseId(),
                    info.startedAt(),
                    info.chargingState().wire(),
                    info.energyWh());
        }

        /** Whether the other one tells nothing new but energy. */
        boolean isAs(Running other) {
            return evseId == other.evseId && chargingState.equals(other.chargingState);
        }
    }

    private final BlockState state;

    RunningTransactions(BlockState state) {
        this.state = state;
    }

    /** Takes over what has changed; false when that is nothing but energy. */
    boolean on(TransactionChanged changed) {
        String key = PREFIX + changed.transaction().transactionId();
        if (changed.phase() == Phase.ENDED) {
            state.remove(key);
            return true;
        }
        Running now = Running.of(changed.transaction());
        if (state.get(key, Running.class).filter(now::isAs).isPresent()) {
            return false;
        }
        state.put(key, now);
        return true;
    }

    List<Running> all() {
        return List.copyOf(state.all(PREFIX, Running.class).values());
    }

    /** Those of a station of which this is stored. */
    static List<Running> of(String stationId, SortedMap<String, byte[]> entries) {
        String prefix = StationState.prefix(stationId) + RuntimeVariables.OWNER + "/" + PREFIX;
        List<Running> found = new ArrayList<>();
        entries.forEach((key, stored) -> {
            if (key.startsWith(prefix)) {
                try {
                    found.add(StoredRecord.read(stored, Running.class));
                } catch (IllegalArgumentException e) {
                    LOG.warn("station={} a transaction that runs cannot be read: {}", stationId, key, e);
                }
            }
        });
        return found;
    }
}
