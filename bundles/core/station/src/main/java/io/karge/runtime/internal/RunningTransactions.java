package io.karge.runtime.internal;

import io.karge.driver.EvseState;
import io.karge.driver.MeterReading;
import io.karge.ocpp.types.IdTokenType;
import io.karge.runtime.internal.loop.StationState;
import io.karge.station.BlockState;
import io.karge.station.HardwareView;
import io.karge.station.IdTokens;
import io.karge.station.StationClock;
import io.karge.station.StationEvent.TransactionChanged;
import io.karge.station.StationEvent.TransactionChanged.Phase;
import io.karge.station.StoredRecord;
import io.karge.station.TransactionInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which transactions run, as the block that has them tells: known to people also while that block is away, or while
 * nothing of the station runs. Durable with what the block itself stores. On the loop, in steps only.
 */
final class RunningTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(RunningTransactions.class);
    static final String PREFIX = "transaction/";

    /**
     * A transaction as far as it is known: what people need who have to bill it without its Ended.
     *
     * @param evseId 0 while it has none yet
     * @param idToken masked; null when nobody has been authorized, or when an earlier release stored it
     * @param energyWh imported since the transaction started, when the meter was read
     * @param registerWh the energy register then; null while the EVSE's meter is not known
     * @param readAt when the meter was read, by the station's clock; null with the register
     */
    record Running(
            String transactionId,
            int evseId,
            @Nullable String idToken,
            Instant startedAt,
            String chargingState,
            long energyWh,
            @Nullable Long registerWh,
            @Nullable Instant readAt) {

        private static Running of(TransactionInfo info) {
            IdTokenType token = info.idToken();
            return new Running(
                    info.transactionId(),
                    info.evseId(),
                    token == null ? null : IdTokens.masked(token),
                    info.startedAt(),
                    info.chargingState().wire(),
                    info.energyWh(),
                    null,
                    null);
        }

        private Running read(long energyWh, long registerWh, Instant readAt) {
            return new Running(transactionId, evseId, idToken, startedAt, chargingState, energyWh, registerWh, readAt);
        }

        /** Whether the other one tells nothing new but energy. */
        boolean isAs(Running other) {
            return evseId == other.evseId && chargingState.equals(other.chargingState);
        }
    }

    private final BlockState state;
    private final HardwareView hardware;
    private final StationClock clock;

    RunningTransactions(BlockState state, HardwareView hardware, StationClock clock) {
        this.state = state;
        this.hardware = hardware;
        this.clock = clock;
    }

    /** Takes over what has changed; false when that is nothing but energy. */
    boolean on(TransactionChanged changed) {
        String key = PREFIX + changed.transaction().transactionId();
        if (changed.phase() == Phase.ENDED) {
            state.remove(key);
            return true;
        }
        Running told = Running.of(changed.transaction());
        Running now = meter(told)
                .map(meter -> told.read(told.energyWh(), meter.energyWh(), clock.at(meter.at())))
                .orElse(told);
        Optional<Running> before = state.get(key, Running.class);
        state.put(key, now);
        return before.filter(now::isAs).isEmpty();
    }

    /** Reads the meters once more, before nobody can or what is stored is given up. */
    void readMeters() {
        state.all(PREFIX, Running.class).forEach((key, last) -> meter(last).ifPresent(meter -> {
            Long register = last.registerWh();
            if (register != null && meter.energyWh() > register) {
                long energyWh = last.energyWh() + meter.energyWh() - register;
                state.put(key, last.read(energyWh, meter.energyWh(), clock.at(meter.at())));
            }
        }));
    }

    private Optional<MeterReading> meter(Running transaction) {
        return hardware.evses().stream()
                .filter(evse -> evse.evseId() == transaction.evseId())
                .map(EvseState::meter)
                .findFirst();
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
