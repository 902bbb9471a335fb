package io.karge.driver;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The hardware of one EVSE as it is now.
 *
 * @param pluggedIn whether the cable is in a vehicle
 * @param powerPathClosed whether the contactors are closed, as measured
 * @param operative whether the hardware itself is ready to serve (set by SetAvailability)
 * @param faults the faults that stop the EVSE, empty when healthy
 * @param meter the latest reading
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
        @Nullable String evccId) {
    public EvseState {
        if (evseId < 1) {
            throw new IllegalArgumentException("evseId is " + evseId + ", it counts from 1");
        }
        faults = Set.copyOf(faults);
    }
}
