package io.karge.conformance;

import io.karge.driver.StationModel;
import io.karge.ocpp.types.IdTokenType;
import io.karge.station.ProductFacts;

/** The station that a case examines, and what a person does at it (the manual actions of Part 6). */
public interface StationUnderTest {

    String stationId();

    StationModel model();

    ProductFacts product();

    /** Takes the power away and gives it back. */
    void powerCycle();

    /** Plugs the cable of an EVSE into a vehicle that wants to charge. */
    void plugIn(int evseId);

    /** Pulls the cable out of the vehicle. */
    void unplug(int evseId);

    /** Holds a card to the reader with the EVSE chosen on the display, or 0. */
    void presentToken(IdTokenType token, int evseId);
}
