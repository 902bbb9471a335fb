package io.karge.conformance;

import io.karge.conformance.ReusableStates.Authorization;

/** The cases of functional block F. */
public final class RemoteControlCases {

    /** Remote start, cable plugged in first: F01. */
    @TestCase("TC_F_01_CS")
    public void remoteStartCablePluginFirst(Bench bench) {
        bench.variables().configureUnlessSo("AuthCtrlr", "AuthEnabled", "true");
        bench.variables().configureUnlessSo("AuthCtrlr", "DisableRemoteAuthorization", "false");
        bench.states().evConnectedPreSession();
        bench.states().authorized(Authorization.REMOTE);
        bench.states().energyTransferStarted();
    }
}
