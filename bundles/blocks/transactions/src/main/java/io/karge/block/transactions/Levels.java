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
 */
record Levels(
        boolean pluggedIn,
        boolean pathClosed,
        VehicleState vehicle,
        @Nullable String fault) {

    /** Nothing is plugged in; also what a session knows that has no EVSE yet. */
    static final Levels UNPLUGGED = new Levels(false, false, VehicleState.ABSENT, null);

    static Levels of(EvseState state) {
        return new Levels(
                state.pluggedIn(),
                state.powerPathClosed(),
                state.vehicle(),
                state.faults().stream()
                        .map(Fault::code)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }
}
