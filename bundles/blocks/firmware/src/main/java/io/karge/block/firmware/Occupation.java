package io.karge.block.firmware;

import io.karge.driver.EvseState;
import io.karge.station.HoldEffect;
import io.karge.station.StationContext;
import io.karge.station.TransactionControl;

/** Whether somebody is busy at the station. */
final class Occupation {
    private final StationContext context;

    Occupation(StationContext context) {
        this.context = context;
    }

    /** A transaction runs. While the block that would know is away, the power paths tell. */
    boolean charges() {
        return context.port(TransactionControl.class)
                .map(transactions -> !transactions.active().isEmpty())
                .orElseGet(() -> context.hardware().evses().stream().anyMatch(EvseState::powerPathClosed));
    }

    /** A transaction runs, or something else that must not be cut off. */
    boolean isBusy() {
        return charges() || context.holds().anywhere(HoldEffect.KEEPS_BUSY);
    }

    /** A cable is in a vehicle. */
    boolean isPluggedIn() {
        return context.hardware().evses().stream().anyMatch(EvseState::pluggedIn);
    }
}
