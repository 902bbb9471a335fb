package io.karge.block.transactions;

import io.karge.driver.EvseState;
import io.karge.driver.Fault;
import io.karge.driver.VehicleState;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a session last knew of its EVSE's hardware.
 *
 * @param fault the code of a fault that stops the EVSE, null when it is healthy
 * @param evccId the vehicle's id, null while it is not known
 */
record Levels(
        boolean pluggedIn,
        boolean pathClosed,
        VehicleState vehicle,
        @Nullable String fault,
        @Nullable String evccId) {

    /** Nothing is plugged in; also what a session knows that has no EVSE yet. */
    static final Levels UNPLUGGED = new Levels(false, false, VehicleState.ABSENT, null, null);

    static Levels of(EvseState state) {
        return new Levels(
                state.pluggedIn(),
                state.powerPathClosed(),
                state.vehicle(),
                state.faultsInUse().stream()
                        .map(Fault::code)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                state.evccId());
    }

    /** With the id that the vehicle had, where it is not known anew: one that has not left is the same. */
    Levels after(Levels before) {
        return pluggedIn && before.pluggedIn && evccId == null
                ? new Levels(true, pathClosed, vehicle, fault, before.evccId)
                : this;
    }

    /** Whether the vehicle there is another one: the one that was known left while nobody could see it. */
    boolean isAnotherVehicle(EvseState now) {
        return pluggedIn && now.pluggedIn() && evccId != null && now.evccId() != null && !evccId.equals(now.evccId());
    }
}
