package io.karge.driver.testkit;

import io.karge.driver.DriverContext;
import io.karge.driver.StationDriver;
import io.karge.driver.StationModel;
import io.karge.driver.StationModel.FaultModel;
import java.time.Duration;

/**
 * The other side of a driver under {@link DriverContract}: its hardware, and what people, vehicles and faults do to it.
 * The link works and the hardware answers until told otherwise; nothing is plugged in. All methods are called on the
 * thread that drives the virtual time and change the hardware at once; the driver learns of it in its own way.
 */
public interface HardwareBench {

    /** The model that the driver was made for. */
    StationModel model();

    /** A new driver for this hardware; not started. Called again to replace a driver that was stopped. */
    StationDriver newDriver(DriverContext context);

    /** Breaks the link between driver and hardware. */
    void cutLink();

    /** Makes the link work again. */
    void restoreLink();

    /**
     * While deaf the hardware takes commands and neither does nor answers them. Where a driver waits for an answer on its
     * executor, that wait ends at once, as if its time had passed.
     */
    void deaf(boolean isDeaf);

    /** How many commands reached the hardware since the bench was made. */
    long commandsReceived();

    /** Plugs in a vehicle that wants energy. */
    void plugIn(int evseId);

    /** Pulls the cable out. */
    void unplug(int evseId);

    /** The plugged-in vehicle stops or resumes drawing energy. */
    void vehicleWantsEnergy(int evseId, boolean wants);

    /**
     * Presents a token of the first type that the model's reader lists; {@code evseId} is the EVSE chosen on the display, 0
     * for none. Not called for a model without a reader.
     */
    default void presentToken(int evseId, String uid) {
        throw new UnsupportedOperationException("the model has no reader");
    }

    /** Presses the stop button. Not called for a model without one. */
    default void pressStop(int evseId) {
        throw new UnsupportedOperationException("the model has no stop button");
    }

    /** Raises a fault of the model's list, the contract's choice is the first. Not called where the list is empty. */
    default void raiseFault(int evseId, FaultModel fault) {
        throw new UnsupportedOperationException("the model lists no faults");
    }

    /** Clears a fault that was raised. */
    default void clearFault(int evseId, FaultModel fault) {
        throw new UnsupportedOperationException("the model lists no faults");
    }

    /** Restarts the hardware by its watchdog: a boot counter changes, where there is one; back after {@code outage}. */
    void restart(Duration outage);
}
