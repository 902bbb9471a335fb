package io.karge.driver.testkit;

import io.karge.driver.DriverContext;
import io.karge.driver.StationDriver;
import io.karge.driver.StationModel;
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

    /** Holds an ISO 14443 card to the reader; {@code evseId} is the EVSE chosen on the display, 0 for none. */
    void presentToken(int evseId, String uid);

    /** Presses the stop button. */
    void pressStop(int evseId);

    /** Raises the fault {@code GroundFailure}. */
    void raiseGroundFailure(int evseId);

    /** Clears the fault {@code GroundFailure}. */
    void clearGroundFailure(int evseId);

    /** Restarts the hardware by its watchdog: the boot counter changes; back after {@code outage}. */
    void restart(Duration outage);
}
