package io.karge.conformance;

/** The cases of functional block B. */
public final class ProvisioningCases {

    /** Cold boot, accepted: B01.FR.01, B01.FR.05, B01.FR.09. */
    @TestCase("TC_B_01_CS")
    public void coldBootAccepted(Bench bench) {
        bench.stationStates().booted();
        // Post scenario validation: the state of every connector was reported. booted() waited for each of them.
    }
}
