package io.karge.runtime.internal;

import io.karge.driver.CabinetState;
import io.karge.driver.EvseState;
import io.karge.driver.Fault;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEvent.FirmwareProgress;
import io.karge.driver.MeterReading;
import io.karge.driver.SensorReading;
import io.karge.driver.StationModel;
import io.karge.driver.VehicleState;
import io.karge.station.StationEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The hardware as the station knows it. Immutable and pure: an event makes a new mirror and says what the blocks have to
 * be told.
 *
 * <p>Here, and nowhere else, what a model declares makes one kind of hardware look like the other: a power path that is not
 * measured is closed while the vehicle charges, and faults have their vendor codes.
 *
 * @param model what the hardware is
 * @param cabinet null before the first snapshot
 * @param live whether driver and link are there and a snapshot has come since
 * @param firmware what was told last of a firmware installation, null when nothing
 */
record HardwareMirror(
        StationModel model,
        @Nullable CabinetState cabinet,
        SortedMap<Integer, EvseState> evses,
        boolean live,
        @Nullable FirmwareProgress firmware) {

    /** The mirror after an event, and what the blocks have to be told. */
    record Update(HardwareMirror mirror, List<StationEvent> events) {}

    /** All EVSEs unplugged, operative and healthy, as before the first snapshot. */
    static HardwareMirror unknown(StationModel model, Instant now) {
        SortedMap<Integer, EvseState> evses = new TreeMap<>();
        for (StationModel.EvseModel evse : model.evses()) {
            MeterReading meter = MeterReading.at(now);
            evses.put(
                    evse.evseId(),
                    new EvseState(evse.evseId(), false, VehicleState.ABSENT, false, true, Set.of(), meter, null));
        }
        return new HardwareMirror(model, null, evses, false, null);
    }

    Optional<CabinetState> seenCabinet() {
        return Optional.ofNullable(cabinet);
    }

    /** The link or the driver is away; what was known stays known. */
    HardwareMirror lost() {
        return new HardwareMirror(model, cabinet, evses, false, firmware);
    }

    /** The levels as they are, for a block that has to pick up from them. */
    List<StationEvent> levels(Instant at) {
        List<StationEvent> events = new ArrayList<>();
        evses.values().forEach(evse -> events.add(new StationEvent.EvseChanged(evse.evseId(), evse, evse, true, at)));
        return events;
    }

    /**
     * Applies an event. An event of an EVSE that the model does not have changes nothing and tells nothing.
     *
     * @param at the station time of the event
     */
    Update apply(HardwareEvent event, Instant at) {
        if (event instanceof HardwareEvent.ToldLate late) {
            return apply(late.event(), at);
        }
        if (event.evseId() != 0 && !evses.containsKey(event.evseId())) {
            return new Update(this, List.of());
        }
        return event instanceof HardwareEvent.Metered metered ? metered(metered).change(event, at) : change(event, at);
    }

    /** The reading comes first, silently: what the event begins or ends begins or ends with it. */
    private HardwareMirror metered(HardwareEvent.Metered event) {
        MeterReading reading = event.reading();
        return reading == null || event.evseId() == 0 ? this : with(event.evseId(), s -> s.withMeter(reading));
    }

    private Update change(HardwareEvent event, Instant at) {
        if (event instanceof HardwareEvent.LinkChanged link) {
            return new Update(link.up() ? this : lost(), List.of());
        } else if (event instanceof HardwareEvent.Snapshot snapshot) {
            return snapshot(snapshot, at);
        } else if (event instanceof HardwareEvent.Rebooted rebooted) {
            return new Update(rebooted(rebooted), List.of());
        } else if (event instanceof HardwareEvent.CableChanged cable) {
            return delta(
                    at, cable.evseId(), s -> s.withPluggedIn(cable.pluggedIn()).withConnectorId(cable.connectorId()));
        } else if (event instanceof HardwareEvent.VehicleStateChanged vehicle) {
            return delta(at, vehicle.evseId(), s -> s.withVehicle(vehicle.vehicle()));
        } else if (event instanceof HardwareEvent.PowerPathChanged path) {
            return delta(at, path.evseId(), s -> s.withPowerPathClosed(path.closed()));
        } else if (event instanceof HardwareEvent.OperativeChanged operative) {
            return operative(operative.evseId(), operative.operative(), at);
        } else if (event instanceof HardwareEvent.FaultRaised raised) {
            return delta(at, raised.evseId(), s -> s.withFaults(plus(s, raised.fault())));
        } else if (event instanceof HardwareEvent.FaultCleared cleared) {
            return delta(at, cleared.evseId(), s -> s.withFaults(minus(s, located(s.evseId(), cleared.fault()))));
        } else if (event instanceof HardwareEvent.VehicleInfo info) {
            HardwareMirror identified = with(info.evseId(), s -> s.withEvccId(info.evccId()));
            return new Update(identified, List.of(new StationEvent.Hardware(event, at)));
        } else if (event instanceof HardwareEvent.SensorsRead read) {
            return new Update(sensed(read), List.of()); // a level that nobody acts upon
        } else if (event instanceof FirmwareProgress progress) {
            HardwareMirror told = new HardwareMirror(model, cabinet, evses, live, progress);
            return new Update(told, List.of(new StationEvent.Hardware(event, at)));
        }
        return new Update(this, List.of(new StationEvent.Hardware(event, at)));
    }

    /** An EVSE, or with 0 all of them, went in or out of service. */
    Update operative(int evseId, boolean operative, Instant at) {
        return delta(at, evseId, s -> s.withOperative(operative));
    }

    private Update snapshot(HardwareEvent.Snapshot snapshot, Instant at) {
        SortedMap<Integer, EvseState> after = new TreeMap<>(evses);
        after.replaceAll((id, state) -> state.withOperative(false)); // what is not shown nobody can use
        for (EvseState evse : snapshot.evses()) {
            if (evses.containsKey(evse.evseId())) {
                after.put(evse.evseId(), asModelled(evse));
            }
        }
        List<StationEvent> events = new ArrayList<>();
        evses.forEach((id, before) ->
                events.add(new StationEvent.EvseChanged(id, before, after.getOrDefault(id, before), true, at)));
        return new Update(new HardwareMirror(model, snapshot.cabinet(), after, true, firmware), events);
    }

    private HardwareMirror rebooted(HardwareEvent.Rebooted event) {
        return cabinet == null
                ? this
                : new HardwareMirror(
                        model,
                        new CabinetState(
                                cabinet.serialNumber(),
                                cabinet.firmwareVersion(),
                                event.bootCounter(),
                                event.reason(),
                                cabinet.sensors()),
                        evses,
                        live,
                        firmware);
    }

    private HardwareMirror sensed(HardwareEvent.SensorsRead read) {
        return cabinet == null
                ? this
                : new HardwareMirror(
                        model,
                        cabinet.withSensors(SensorReading.latest(cabinet.sensors(), read.readings())),
                        evses,
                        live,
                        firmware);
    }

    /** A fault of the station as a whole is one of each EVSE. */
    private Update delta(Instant at, int evseId, UnaryOperator<EvseState> change) {
        HardwareMirror after = with(evseId, change);
        List<StationEvent> events = new ArrayList<>();
        evses.forEach((id, before) -> {
            EvseState now = after.evses.getOrDefault(id, before);
            if (!now.equals(before)) {
                events.add(new StationEvent.EvseChanged(id, before, now, false, at));
            }
        });
        return new Update(after, events);
    }

    private HardwareMirror with(int evseId, UnaryOperator<EvseState> change) {
        SortedMap<Integer, EvseState> after = new TreeMap<>(evses);
        after.replaceAll((id, state) -> evseId == 0 || evseId == id ? asModelled(change.apply(state)) : state);
        return new HardwareMirror(model, cabinet, after, live, firmware);
    }

    private EvseState asModelled(EvseState state) {
        EvseState coded = state.withFaults(state.faults().stream()
                .map(fault -> located(state.evseId(), model.known(fault)))
                .collect(Collectors.toSet()));
        return model.contactor() == StationModel.Contactor.DERIVED
                ? coded.withPowerPathClosed(coded.vehicle() == VehicleState.CHARGING)
                : coded;
    }

    /** A fault of the only connector, or of one that is not there, is the EVSE's. */
    private Fault located(int evseId, Fault fault) {
        StationModel.EvseModel evse = model.evse(evseId);
        boolean one = evse.connectors().size() > 1 && evse.hasConnector(fault.connectorId());
        return one ? fault : fault.atConnector(0);
    }

    /** The meters read anew, silently. */
    HardwareMirror remetered(BiFunction<Integer, MeterReading, MeterReading> reading) {
        SortedMap<Integer, EvseState> after = new TreeMap<>(evses);
        after.replaceAll((id, state) -> state.withMeter(reading.apply(id, state.meter())));
        return new HardwareMirror(model, cabinet, after, live, firmware);
    }

    private static Set<Fault> plus(EvseState s, Fault fault) {
        Set<Fault> faults = new HashSet<>(s.faults());
        faults.add(fault);
        return faults;
    }

    private static Set<Fault> minus(EvseState s, Fault fault) {
        Set<Fault> faults = new HashSet<>(s.faults());
        faults.removeIf(raised -> raised.code().equals(fault.code())
                && raised.connectorId() == fault.connectorId()
                && (fault.vendorCode().isEmpty() || fault.vendorCode().equals(raised.vendorCode())));
        return faults;
    }
}
