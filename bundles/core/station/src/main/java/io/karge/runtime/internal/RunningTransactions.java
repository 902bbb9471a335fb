package io.karge.runtime.internal;

import io.karge.driver.EvseState;
import io.karge.driver.MeterReading;
import io.karge.ocpp.types.IdTokenType;
import io.karge.runtime.internal.loop.StationState;
import io.karge.station.BlockState;
import io.karge.station.HardwareView;
import io.karge.station.IdTokens;
import io.karge.station.StationClock;
import io.karge.station.StationEvent;
import io.karge.station.StationEvent.TransactionChanged;
import io.karge.station.StationEvent.TransactionChanged.Phase;
import io.karge.station.StoredRecord;
import io.karge.station.TransactionInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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

    /** Between events energy alone is stored when there is so much more of it, and a tenth more: some fifty times in a transaction. */
    private static final long STEP_WH = 1_000;

    /**
     * A transaction as far as it is known: what people need who have to bill it without its Ended.
     *
     * @param evseId 0 while it has none yet
     * @param idToken masked; null when nobody has been authorized, or when an earlier release stored it
     * @param energyWh imported since the transaction started, when the meter was read
     * @param meterStartWh the register of its EVSE from which its energy counts, null while that is not known
     * @param registerWh the register when the meter was read; null while the EVSE's meter is not known
     * @param readAt when that was, by the station's clock; null with the register
     */
    record Running(
            String transactionId,
            int evseId,
            @Nullable String idToken,
            Instant startedAt,
            String chargingState,
            long energyWh,
            @Nullable Long meterStartWh,
            @Nullable Long registerWh,
            @Nullable Instant readAt) {

        Running read(long wh, long register, Instant at) {
            return new Running(
                    transactionId, evseId, idToken, startedAt, chargingState, wh, meterStartWh, register, at);
        }

        /** Whether the other one tells nothing new but energy. */
        boolean isAs(@Nullable Running other) {
            return other != null
                    && evseId == other.evseId
                    && chargingState.equals(other.chargingState)
                    && Objects.equals(meterStartWh, other.meterStartWh);
        }

        boolean isMuchMoreThan(Running other) {
            return energyWh - other.energyWh >= Math.max(STEP_WH, other.energyWh / 10);
        }
    }

    private final BlockState state;
    private final HardwareView hardware;
    private final StationClock clock;
    private final SortedMap<String, Running> running = new TreeMap<>();

    RunningTransactions(BlockState state, HardwareView hardware, StationClock clock) {
        this.state = state;
        this.hardware = hardware;
        this.clock = clock;
        try {
            state.all(PREFIX, Running.class).values().forEach(one -> running.put(one.transactionId(), one));
        } catch (BlockState.StateException e) {
            LOG.warn("which transactions ran is not known until their block tells", e);
        }
    }

    /** Takes over what has changed; false when that is nothing but energy. */
    boolean on(StationEvent event) {
        if (event instanceof StationEvent.EvseChanged changed) {
            metered(changed.evseId());
        } else if (event instanceof StationEvent.Hardware told) {
            metered(told.event().evseId());
        }
        return event instanceof TransactionChanged changed && on(changed);
    }

    /** There may be another reading of the EVSE. */
    private void metered(int evseId) {
        running.values().stream()
                .filter(one -> one.evseId() == evseId)
                .map(this::asOfNow)
                .filter(now -> now.isMuchMoreThan(stored(now)))
                .toList()
                .forEach(this::put);
    }

    private boolean on(TransactionChanged changed) {
        String id = changed.transaction().transactionId();
        if (changed.phase() == Phase.ENDED) {
            running.remove(id);
            state.remove(PREFIX + id);
            return true;
        }
        Running before = running.get(id);
        Running now = of(changed.transaction(), before);
        put(now);
        return !now.isAs(before);
    }

    /** Reads the meters once more, before nobody can or what is stored is given up. */
    void readMeters() {
        List.copyOf(running.values()).forEach(one -> put(asOfNow(one)));
    }

    private Running of(TransactionInfo info, @Nullable Running before) {
        Long start = before != null && before.evseId() == info.evseId() ? before.meterStartWh() : null;
        MeterReading meter = meter(info.evseId()).orElse(null);
        if (start == null && meter != null && (info.meteredSince() != null || info.energyWh() > 0)) {
            start = meter.energyWh() - info.energyWh();
        }
        IdTokenType token = info.idToken();
        // Of hardware that has not shown itself the block knows no energy either.
        long least = before == null ? 0 : before.energyWh();
        Running told = new Running(
                info.transactionId(),
                info.evseId(),
                token == null ? null : IdTokens.masked(token),
                info.startedAt(),
                info.chargingState().wire(),
                Math.max(least, info.energyWh()),
                start,
                before == null ? null : before.registerWh(),
                before == null ? null : before.readAt());
        return asOfNow(meter == null ? told : told.read(told.energyWh(), meter.energyWh(), clock.at(meter.at())));
    }

    private Running stored(Running one) {
        return Objects.requireNonNull(running.get(one.transactionId()));
    }

    private void put(Running now) {
        running.put(now.transactionId(), now);
        state.put(PREFIX + now.transactionId(), now);
    }

    /** With the energy that the register shows, when that is known and not that of another meter. */
    private Running asOfNow(Running one) {
        Long start = one.meterStartWh();
        return start == null
                ? one
                : meter(one.evseId())
                        .filter(meter -> meter.energyWh() - start > one.energyWh())
                        .map(meter -> one.read(meter.energyWh() - start, meter.energyWh(), clock.at(meter.at())))
                        .orElse(one);
    }

    private Optional<MeterReading> meter(int evseId) {
        return hardware.cabinet().isEmpty()
                ? Optional.empty()
                : hardware.evses().stream()
                        .filter(evse -> evse.evseId() == evseId)
                        .map(EvseState::meter)
                        .findFirst();
    }

    /** As they are, with the energy of now where the hardware shows it, else the last that was. */
    List<Running> all() {
        return running.values().stream().map(this::asOfNow).toList();
    }

    /** The energy of a transaction as it is told, or as it is known otherwise, whichever is more. */
    long energyWh(TransactionInfo told) {
        return Math.max(
                told.energyWh(),
                Optional.ofNullable(running.get(told.transactionId()))
                        .map(one -> asOfNow(one).energyWh())
                        .orElse(0L));
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
