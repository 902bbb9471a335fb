package io.karge.conformance;

import io.karge.conformance.Connectors.Connector;
import io.karge.conformance.ReusableStates.Authorization;
import io.karge.ocpp.messages.AuthorizeRequest;
import io.karge.ocpp.messages.RequestStopTransactionRequest;
import io.karge.ocpp.messages.RequestStopTransactionResponse;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.RequestStartStopStatusEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import java.time.Duration;

/** The cases of functional block F. */
public final class RemoteControlCases {

    /** Remote start, cable plugged in first: F01. */
    @TestCase("TC_F_01_CS")
    public void remoteStartCablePluginFirst(Bench bench) {
        bench.variables().configureAuthorization();
        bench.states().evConnectedPreSession();
        bench.states().authorized(Authorization.REMOTE);
        bench.states().energyTransferStarted();
    }

    /** Remote start first, which is authorized like a card: F02. */
    @TestCase("TC_F_02_CS")
    public void remoteStartFirstAuthorized(Bench bench) {
        bench.variables().configureAuthorization();
        bench.variables().configureUnlessSo("AuthCtrlr", "AuthorizeRemoteStart", "true");
        remoteStartFirst(bench);
    }

    /** Remote start first, which is not authorized again: F02. */
    @TestCase("TC_F_03_CS")
    public void remoteStartFirstNotAuthorized(Bench bench) {
        bench.variables().configureAuthorization();
        bench.variables().configureUnlessSo("AuthCtrlr", "AuthorizeRemoteStart", "false");
        remoteStartFirst(bench);
        var asked = bench.csms().came(AuthorizeRequest.class, any -> true);
        Checks.that("step 1: AuthorizeRequest", asked.isEmpty(), "none without AuthorizeRemoteStart", asked);
    }

    private static void remoteStartFirst(Bench bench) {
        bench.states().parkingBayOccupied();
        bench.states().authorized(Authorization.REMOTE);
        bench.states().energyTransferStarted();
    }

    /** Remote start, and nobody plugs in: F02, E03. */
    @TestCase("TC_F_04_CS")
    public void remoteStartCablePluginTimeout(Bench bench) {
        Duration timeout = bench.configured().evConnectionTimeOut();
        bench.variables().configure("TxCtrlr", "EVConnectionTimeOut", Long.toString(timeout.toSeconds()));
        bench.variables().configureAuthorization();
        bench.variables().configureUnlessSo("TxCtrlr", "TxStartPoint", "Authorized");
        bench.states().authorized(Authorization.REMOTE);

        if (bench.states().transactionId().isPresent()) {
            TransactionEventRequest event = bench.states().nextEvent("step 1", timeout);
            Checks.lasted(
                    "step 1: time since the authorization",
                    bench.states().events().get(0).timestamp(),
                    event.timestamp(),
                    timeout);
            Checks.equal("step 1: triggerReason", event.triggerReason(), TriggerReasonEnumType.EVConnectTimeout);
            Checks.equal("step 1: eventType", event.eventType(), TransactionEventEnumType.Ended);
            // F02.FR.07
            Checks.equal(
                    "step 1: transactionInfo.stoppedReason",
                    event.transactionInfo().stoppedReason(),
                    ReasonEnumType.Timeout);
        } else {
            bench.pause(timeout); // without a transaction there is nothing to tell
        }
        bench.connectors()
                .cameOf(
                        "step 2",
                        new Connector(bench.evseId(), bench.connectorId()),
                        ConnectorStatusEnumType.Available);

        bench.states().startOver(bench.variables().isTrue("AuthCacheCtrlr", "Enabled"));
        bench.states().authorized(Authorization.REMOTE);
    }

    /** Remote stop: F03. */
    @TestCase("TC_F_08_CS")
    public void remoteStop(Bench bench) {
        bench.states().energyTransferStarted();
        bench.states().stopAuthorized(Authorization.REMOTE);
    }

    /** Remote stop of a transaction that does not run: F03. */
    @TestCase("TC_F_09_CS")
    public void remoteStopRejected(Bench bench) {
        bench.states().energyTransferStarted();
        Checks.equal(
                "step 2: status",
                bench.csms()
                        .call(
                                RequestStopTransactionRequest.of("no-such-transaction"),
                                RequestStopTransactionResponse.class)
                        .status(),
                RequestStartStopStatusEnumType.Rejected);
    }
}
