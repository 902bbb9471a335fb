package io.karge.conformance;

import io.karge.conformance.Connectors.Connector;
import io.karge.conformance.ReusableStates.Authorization;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import java.time.Duration;

/** The cases of functional block E of how transactions start: E01 to E03. */
public final class TransactionStartCases {
    /** What the CSMS authorizes itself; a station does not ask for it (C-38, C05.FR.01). */
    private static final IdTokenType CENTRAL = IdTokenType.of("CENTRAL-1", IdTokenEnumType.Central);

    /** TxStartPoint PowerPathClosed, authorized first: E01.FR.05. */
    @TestCase("TC_E_01_CS")
    public void startsWithPowerPathClosed(Bench bench) {
        startPoint(bench, "PowerPathClosed");
        bench.states().authorized(Authorization.LOCAL);
        bench.states().evConnectedPreSession();
        bench.states().energyTransferStarted();
    }

    /** TxStartPoint EnergyTransfer, authorized first: E01.FR.06. */
    @TestCase("TC_E_02_CS")
    public void startsWithEnergyTransfer(Bench bench) {
        startPoint(bench, "EnergyTransfer");
        bench.states().authorized(Authorization.LOCAL);
        bench.states().evConnectedPreSession(); // step 1: with this start point no event belongs to it
        TransactionEventRequest started = bench.states().nextEvent("step 3");
        Checks.equal("step 3: eventType", started.eventType(), TransactionEventEnumType.Started);
        Checks.equal(
                "step 3: triggerReason",
                started.triggerReason(),
                TriggerReasonEnumType.ChargingStateChanged,
                TriggerReasonEnumType.Authorized);
        Checks.equal("step 3: idToken", started.idToken(), bench.validIdToken());
        Checks.present(
                "step 3: evse.connectorId",
                Checks.present("step 3: evse", started.evse()).connectorId());
        Checks.equal(
                "step 3: transactionInfo.chargingState",
                started.transactionInfo().chargingState(),
                ChargingStateEnumType.Charging);
    }

    /** Cable plugged in first, then authorized locally: E02, C01. */
    @TestCase("TC_E_03_CS")
    public void localStartCablePluginFirst(Bench bench) {
        bench.variables().configureAuthorization();
        bench.states().evConnectedPreSession();
        bench.states().authorized(Authorization.LOCAL);
        bench.states().energyTransferStarted();
    }

    /** Authorized locally first: E03, C01. */
    @TestCase("TC_E_04_CS")
    public void localStartAuthorizationFirst(Bench bench) {
        bench.variables().configureAuthorization();
        bench.states().parkingBayOccupied();
        bench.states().authorized(Authorization.LOCAL);
        bench.states().energyTransferStarted();
    }

    /** Authorized locally, and nobody plugs in; run with TxStopPoint Authorized (DECISIONS): E03.FR.05. */
    @TestCase("TC_E_05_CS")
    public void localStartCablePluginTimeout(Bench bench) {
        Duration timeout = bench.configured().evConnectionTimeOut();
        bench.variables().configure("TxCtrlr", "EVConnectionTimeOut", Long.toString(timeout.toSeconds()));
        bench.variables().configureAuthorization();
        bench.variables().configure("AuthCacheCtrlr", "Enabled", "false");
        bench.variables().configure("AuthCtrlr", "LocalPreAuthorize", "false");
        stopPoint(bench, "Authorized");
        bench.states().authorized(Authorization.LOCAL);

        connectionTimeout(bench, timeout);
        bench.states().startOver(false);
        bench.states().authorized(Authorization.LOCAL);
        bench.states().energyTransferStarted();
    }

    /** Step 1 and 2 of E_05 and E_39, where a transaction has begun; without one there is nothing to tell. */
    static void connectionTimeout(Bench bench, Duration timeout) {
        if (bench.states().transactionId().isEmpty()) {
            bench.pause(timeout);
            return;
        }
        TransactionEventRequest event = bench.states().nextEvent("step 1", timeout);
        Checks.lasted(
                "step 1: time since the authorization",
                bench.states().events().get(0).timestamp(),
                event.timestamp(),
                timeout);
        Checks.equal("step 1: triggerReason", event.triggerReason(), TriggerReasonEnumType.EVConnectTimeout);
        Checks.equal("step 1: eventType", event.eventType(), TransactionEventEnumType.Ended);
        Checks.equal(
                "step 1: transactionInfo.stoppedReason",
                event.transactionInfo().stoppedReason(),
                ReasonEnumType.Timeout);
        bench.connectors()
                .cameOf(
                        "step 2",
                        new Connector(bench.evseId(), bench.connectorId()),
                        ConnectorStatusEnumType.Available);
    }

    /** TxStartPoint EVConnected: E01.FR.02. */
    @TestCase("TC_E_09_CS")
    public void startsWithEvConnected(Bench bench) {
        startPoint(bench, "EVConnected");
        bench.states().parkingBayOccupied();
        bench.states().evConnectedPreSession();
        bench.states().authorized(Authorization.LOCAL);
        bench.states().energyTransferStarted();
    }

    /** TxStartPoint Authorized, by a card: E01.FR.03. */
    @TestCase("TC_E_10_CS")
    public void startsWithAuthorizedLocally(Bench bench) {
        startPoint(bench, "Authorized");
        bench.variables().configureAuthorization();
        bench.states().authorized(Authorization.LOCAL);
        bench.states().evConnectedPreSession();
        bench.states().energyTransferStarted();
    }

    /** TxStartPoint Authorized, by the CSMS, also with a Central token where the product takes one (DECISIONS). */
    @TestCase("TC_E_13_CS")
    public void startsWithAuthorizedRemotely(Bench bench) {
        startPoint(bench, "Authorized");
        bench.variables().configureAuthorization();
        startsRemotely(bench, bench.validIdToken());
        if (new Applicability(bench.station().product()).holds("C-38")) {
            bench.states().evDisconnected();
            bench.states().startOver(false);
            startsRemotely(bench, CENTRAL);
        }
    }

    private static void startsRemotely(Bench bench, IdTokenType token) {
        bench.states().authorized(Authorization.REMOTE, token);
        bench.states().evConnectedPreSession();
        bench.states().energyTransferStarted();
    }

    private static void startPoint(Bench bench, String point) {
        if (bench.station().product().supports("C-51")) { // else it is read-only
            bench.variables().configure("TxCtrlr", "TxStartPoint", point);
        }
    }

    /** Configuration state: TxStopPoint is this one. */
    static void stopPoint(Bench bench, String point) {
        if (bench.station().product().supports("C-52")) { // else it is read-only
            bench.variables().configure("TxCtrlr", "TxStopPoint", point);
        }
    }
}
