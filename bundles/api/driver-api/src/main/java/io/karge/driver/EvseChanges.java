package io.karge.driver;

import io.karge.driver.HardwareEvent.CableChanged;
import io.karge.driver.HardwareEvent.FaultCleared;
import io.karge.driver.HardwareEvent.FaultRaised;
import io.karge.driver.HardwareEvent.OperativeChanged;
import io.karge.driver.HardwareEvent.PowerPathChanged;
import io.karge.driver.HardwareEvent.VehicleInfo;
import io.karge.driver.HardwareEvent.VehicleStateChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The events between two states of an EVSE, for drivers that see pictures rather than changes. */
public final class EvseChanges {
    private EvseChanges() {}

    /**
     * What happened between two states of the same EVSE, in the order in which it happens to a vehicle: faults are
     * raised before what they cause, contactors open before and close after the cable changes, the state of the vehicle
     * is told last. Each carries the reading of the later state; a reading alone makes no event here.
     *
     * @param at when the driver learned of it
     * @return the events, empty when nothing happened
     */
    public static List<HardwareEvent> between(EvseState before, EvseState after, Instant at) {
        int evseId = after.evseId();
        MeterReading reading = after.meter();
        List<HardwareEvent> events = new ArrayList<>();
        for (Fault fault : added(before.faults(), after.faults())) {
            events.add(new FaultRaised(at, evseId, fault, reading));
        }
        if (before.powerPathClosed() && !after.powerPathClosed()) {
            events.add(new PowerPathChanged(at, evseId, false, reading));
        }
        boolean other = before.pluggedIn() && after.pluggedIn() && before.connectorId() != after.connectorId();
        if (other) {
            events.add(new CableChanged(at, evseId, before.connectorId(), false, reading));
        }
        if (other || before.pluggedIn() != after.pluggedIn()) {
            int connectorId = after.pluggedIn() ? after.connectorId() : before.connectorId();
            events.add(new CableChanged(at, evseId, connectorId, after.pluggedIn(), reading));
        }
        String evccId = after.evccId();
        if (evccId != null && !evccId.equals(before.evccId())) {
            events.add(new VehicleInfo(at, evseId, evccId));
        }
        for (Fault fault : added(after.faults(), before.faults())) {
            events.add(new FaultCleared(at, evseId, fault, reading));
        }
        if (before.operative() != after.operative()) {
            events.add(new OperativeChanged(at, evseId, after.operative(), reading));
        }
        if (!before.powerPathClosed() && after.powerPathClosed()) {
            events.add(new PowerPathChanged(at, evseId, true, reading));
        }
        if (before.vehicle() != after.vehicle()) {
            events.add(new VehicleStateChanged(at, evseId, after.vehicle(), reading));
        }
        return List.copyOf(events);
    }

    private static List<Fault> added(Set<Fault> before, Set<Fault> after) {
        return after.stream()
                .filter(fault -> !before.contains(fault))
                .sorted(Comparator.comparing(Fault::code)
                        .thenComparing(Fault::detail)
                        .thenComparing(Fault::connectorId))
                .toList();
    }
}
