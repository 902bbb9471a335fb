package io.karge.conformance;

/** The cases of functional block G. */
public final class AvailabilityCases {

    /** A connector becomes Occupied: G01. */
    @TestCase("TC_G_01_CS")
    public void availableToOccupied(Bench bench) {
        bench.states().evConnectedPreSession();
    }
}
