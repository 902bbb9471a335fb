package io.karge.driver;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The hardware of one EVSE as it is now.
 *
 * @param pluggedIn whether the cable is in a vehicle
 * @param powerPathClosed whether the contactors are closed, as measured
 * @param operative whether the hardware itself is ready to serve; SetAvailability sets it
 * @param faults the faults that stop the EVSE or one of its connectors, empty when healthy
 * @param meter the latest reading
 * @param connectorId the connector that is plugged in or was last, 1 where the EVSE has no other
 * @param evccId the vehicle's id in upper-case hexadecimal, null when unknown
 */
public record EvseState(
        int evseId,
        boolean pluggedIn,
        VehicleState vehicle,
        boolean powerPathClosed,
        boolean operative,
        Set<Fault> faults,
        MeterReading meter,
        @Nullable String evccId,
        int connectorId) {
    public EvseState {
        if (evseId < 1) {
            throw new IllegalArgumentException("evseId is " + evseId + ", it counts from 1");
        }
        if (connectorId < 1) {
            throw new IllegalArgumentException("connectorId is " + connectorId + ", it counts from 1");
        }
        faults = Set.copyOf(faults);
    }

    /** An EVSE of which the first connector is used. */
    public EvseState(
            int evseId,
            boolean pluggedIn,
            VehicleState vehicle,
            boolean powerPathClosed,
            boolean operative,
            Set<Fault> faults,
            MeterReading meter,
            @Nullable String evccId) {
        this(evseId, pluggedIn, vehicle, powerPathClosed, operative, faults, meter, evccId, 1);
    }

    /** The faults because of which one of the connectors cannot serve. */
    public Set<Fault> faultsOf(int connector) {
        return faults.stream().filter(fault -> fault.concerns(connector)).collect(Collectors.toUnmodifiableSet());
    }

    /** The faults that concern the vehicle: those of its connector, without one those of the EVSE as a whole. */
    public Set<Fault> faultsInUse() {
        return faultsOf(pluggedIn ? connectorId : 0);
    }

    public EvseState withVehicle(VehicleState now) {
        return new EvseState(evseId, pluggedIn, now, powerPathClosed, operative, faults, meter, evccId, connectorId);
    }

    public EvseState withPowerPathClosed(boolean now) {
        return new EvseState(evseId, pluggedIn, vehicle, now, operative, faults, meter, evccId, connectorId);
    }

    public EvseState withOperative(boolean now) {
        return new EvseState(evseId, pluggedIn, vehicle, powerPathClosed, now, faults, meter, evccId, connectorId);
    }

    public EvseState withFaults(Set<Fault> now) {
        return new EvseState(evseId, pluggedIn, vehicle, powerPathClosed, operative, now, meter, evccId, connectorId);
    }

    public EvseState withMeter(MeterReading now) {
        return new EvseState(evseId, pluggedIn, vehicle, powerPathClosed, operative, faults, now, evccId, connectorId);
    }

    public EvseState withEvccId(@Nullable String now) {
        return new EvseState(evseId, pluggedIn, vehicle, powerPathClosed, operative, faults, meter, now, connectorId);
    }

    /** With the cable in a vehicle, which waits unless more is known of it, or with none, whose vehicle is gone. */
    public EvseState withPluggedIn(boolean now) {
        VehicleState seen =
                !now ? VehicleState.ABSENT : vehicle == VehicleState.ABSENT ? VehicleState.WAITING : vehicle;
        return new EvseState(
                evseId, now, seen, powerPathClosed, operative, faults, meter, now ? evccId : null, connectorId);
    }

    /** With another connector in use. */
    public EvseState withConnectorId(int now) {
        return new EvseState(evseId, pluggedIn, vehicle, powerPathClosed, operative, faults, meter, evccId, now);
    }
}
