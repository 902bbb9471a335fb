package io.karge.runtime.internal;

import io.karge.driver.EvseState;
import io.karge.driver.Fault;
import io.karge.driver.MeterReading;
import io.karge.driver.VehicleState;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.station.BlockState;
import io.karge.station.HardwareView;
import io.karge.station.StationClock;
import io.karge.station.StationEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What happens at the EVSEs while no block accounts for transactions: kept with its time, over restarts too, for the one
 * that returns, so that what it tells of a transaction is what happened and when. On the loop, in steps only.
 */
final class MissedEvents {
    /** The block that has to know. */
    static final String FOR = "transactions";

    /** How much is kept of one EVSE: what came first, which ended a transaction, and what is newest. */
    static final int MOST = 20;

    static final String KEY = "missed";

    /** All that is kept, the oldest first. */
    record Missed(List<Entry> entries) {
        Missed {
            entries = List.copyOf(entries);
        }

        static final Missed NOTHING = new Missed(List.of());
    }

    /**
     * One of the two.
     *
     * @param boot why the station booted
     */
    record Entry(
            Instant at,
            @Nullable BootReasonEnumType boot,
            @Nullable Evse evse) {
        int evseId() {
            return evse == null ? 0 : evse.evseId();
        }
    }

    /**
     * An EVSE as it was.
     *
     * @param energyStopped why the station itself had the energy stopped, null when it did not
     */
    record Evse(
            int evseId,
            boolean pluggedIn,
            VehicleState vehicle,
            boolean powerPathClosed,
            List<String> faults,
            long energyWh,
            @Nullable String energyStopped) {
        Evse {
            faults = List.copyOf(faults);
        }

        static Evse of(EvseState state, @Nullable String energyStopped) {
            return new Evse(
                    state.evseId(),
                    state.pluggedIn(),
                    state.vehicle(),
                    state.powerPathClosed(),
                    state.faultsInUse().stream().map(Fault::code).sorted().toList(),
                    state.meter().energyWh(),
                    energyStopped);
        }

        EvseState state(Instant at) {
            Set<Fault> then = faults.stream().map(code -> new Fault(code, "")).collect(Collectors.toSet());
            MeterReading register = new MeterReading(at, energyWh, 0, 0, 0, 0, 0, null);
            return new EvseState(evseId, pluggedIn, vehicle, powerPathClosed, true, then, register, null);
        }
    }

    private final BlockState state;
    private final HardwareView hardware;
    private final StationClock clock;
    private final BooleanSupplier heard;

    /** @param heard whether the block is there, and hears itself */
    MissedEvents(BlockState state, HardwareView hardware, StationClock clock, BooleanSupplier heard) {
        this.state = state;
        this.hardware = hardware;
        this.clock = clock;
        this.heard = heard;
    }

    /** Something happens at the station. */
    void on(StationEvent event) {
        if (heard.getAsBoolean()) {
            return;
        }
        if (event instanceof StationEvent.Booted booted) {
            add(new Entry(clock.now(), booted.reason(), null));
        } else if (event instanceof StationEvent.EnergyStopped stopped) {
            add(new Entry(clock.now(), null, Evse.of(hardware.evse(stopped.evseId()), stopped.why())));
        } else if (event instanceof StationEvent.EvseChanged changed && matters(changed.before(), changed.after())) {
            add(new Entry(changed.at(), null, Evse.of(changed.after(), null)));
        }
    }

    private static boolean matters(EvseState before, EvseState after) {
        return before.pluggedIn() != after.pluggedIn()
                || before.powerPathClosed() != after.powerPathClosed()
                || before.vehicle() != after.vehicle()
                || !codes(before).equals(codes(after));
    }

    private static Set<String> codes(EvseState evse) {
        return evse.faultsInUse().stream().map(Fault::code).collect(Collectors.toCollection(TreeSet::new));
    }

    private void add(Entry entry) {
        List<Entry> entries = new ArrayList<>(kept().entries());
        List<Entry> same =
                entries.stream().filter(one -> one.evseId() == entry.evseId()).toList();
        if (same.size() == MOST) {
            entries.remove(same.get(MOST - 1));
        }
        entries.add(entry);
        state.put(KEY, new Missed(entries));
    }

    private Missed kept() {
        return state.get(KEY, Missed.class).orElse(Missed.NOTHING);
    }

    /** A block has begun: the one that has missed something is told. What it fails at is kept for its successor. */
    void tell(Block block) {
        if (!block.name().equals(FOR)) {
            return;
        }
        for (Missed left = kept(); !left.entries().isEmpty(); left = kept()) {
            block.on(event(left.entries().get(0)));
            if (block.epoch().isOver()) {
                return;
            }
            List<Entry> rest = left.entries().subList(1, left.entries().size());
            if (rest.isEmpty()) {
                state.remove(KEY);
            } else {
                state.put(KEY, new Missed(rest));
            }
        }
    }

    private static StationEvent event(Entry entry) {
        Evse evse = entry.evse();
        return evse == null
                ? new StationEvent.Booted(Objects.requireNonNull(entry.boot(), "boot"))
                : new StationEvent.EvseMissed(evse.state(entry.at()), evse.energyStopped(), entry.at());
    }
}
