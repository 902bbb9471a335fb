package io.karge.conformance;

import io.karge.conformance.lab.Laboratory;
import io.karge.driver.StationModel;
import io.karge.ocpp.types.IdTokenType;
import io.karge.station.ProductFacts;
import java.util.function.BooleanSupplier;

/**
 * The station that a case examines, and what a person does at it (the manual actions of Part 6). An action returns when
 * the hardware has done it.
 */
public interface StationUnderTest {

    String stationId();

    StationModel model();

    ProductFacts product();

    /**
     * The CSMS on sockets of its own that the station connects to.
     *
     * @throws IllegalStateException when the case does not say {@link Connects}
     */
    Laboratory laboratory();

    /** Takes the power away and gives it back: "Power cycle" and "Reboot the Charging Station". */
    void powerCycle();

    /** Restarts the station's OCPP side, as its administrator does. */
    void restart();

    /** Plugs the cable of an EVSE into a vehicle that wants to charge. */
    void plugIn(int evseId);

    /** Pulls the cable out of the vehicle. */
    void unplug(int evseId);

    /** The vehicle stops drawing energy, or resumes. */
    void suspendEnergy(int evseId, boolean suspended);

    /** Holds a card to the reader with the EVSE chosen on the display, or 0. */
    void presentToken(IdTokenType token, int evseId);

    /** Presses the stop button of an EVSE. */
    void pressStopButton(int evseId);

    /** Whether the contactors of an EVSE are closed. */
    boolean isPowerPathClosed(int evseId);

    /** What the meter of an EVSE shows. */
    long meterWh(int evseId);

    /**
     * Raises a fault of the hardware, or clears it.
     *
     * @param code a code of the simulator, for example {@code GroundFailure}
     */
    void fault(int evseId, String code, boolean raised);

    /**
     * Has the hardware fail at its next firmware update.
     *
     * @param where as the simulator names it, {@code verify} or {@code install}
     */
    void nextUpdateFails(String where);

    /**
     * The next download of this file, or upload into this folder, does not come to its end. Gives whether it has come so far
     * that only its end is missing; callable on any thread.
     */
    BooleanSupplier slowTransfer(String location);

    /** Breaks the line between the gateway and the hardware, or mends it. */
    void hardwareLink(boolean up);
}
