package io.karge.conformance;

import io.karge.conformance.ReusableStates.Authorization;

/** The cases of functional block E. */
public final class TransactionCases {

    /** Cable plugged in first, then authorized locally: E02, C01. */
    @TestCase("TC_E_03_CS")
    public void localStartCablePluginFirst(Bench bench) {
        bench.variables().configureUnlessSo("AuthCtrlr", "AuthEnabled", "true");
        bench.variables().configureUnlessSo("AuthCtrlr", "DisableRemoteAuthorization", "false");
        bench.states().evConnectedPreSession();
        bench.states().authorized(Authorization.LOCAL);
        bench.states().energyTransferStarted();
    }
}
