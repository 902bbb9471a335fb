package io.karge.conformance;

import io.karge.conformance.ReusableStates.Authorization;
import io.karge.ocpp.messages.RequestStopTransactionRequest;
import io.karge.ocpp.messages.RequestStopTransactionResponse;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.RequestStartStopStatusEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import java.time.Duration;

/** The cases of functional block E of how transactions stop: E06, E07, E10. */
public final class TransactionStopCases {

    /** Stopped by the card that started it: E07.FR.04, E06.FR.15. */
    @TestCase("TC_E_06_CS")
    public void localStop(Bench bench) {
        bench.variables().configureAuthorization();
        bench.states().energyTransferStarted();
        bench.states().stopAuthorized(Authorization.LOCAL);
        bench.states().evConnectedPostSession();
        bench.states().evDisconnected();
        bench.states().parkingBayUnoccupied();
    }

    /** TxStopPoint PowerPathClosed, stopped by card: E06.FR.06. */
    @TestCase("TC_E_07_CS")
    public void stopsWithPowerPathClosedLocally(Bench bench) {
        TransactionStartCases.stopPoint(bench, "PowerPathClosed");
        bench.states().energyTransferStarted();
        bench.states().stopAuthorized(Authorization.LOCAL);
        told(bench, "step 1", TriggerReasonEnumType.StopAuthorized);
    }

    /** TxStopPoint EnergyTransfer, stopped by card: E06.FR.07. */
    @TestCase("TC_E_08_CS")
    public void stopsWithEnergyTransfer(Bench bench) {
        TransactionStartCases.stopPoint(bench, "EnergyTransfer");
        bench.states().energyTransferStarted();
        bench.states().stopAuthorized(Authorization.LOCAL);
    }

    /** TxStopPoint Authorized, stopped by card: one event, E06.FR.03. */
    @TestCase("TC_E_15_CS")
    public void stopsWithAuthorizedLocally(Bench bench) {
        TransactionStartCases.stopPoint(bench, "Authorized");
        bench.states().energyTransferStarted();
        bench.pause(bench.configured().transactionDuration());
        bench.station().presentToken(bench.validIdToken(), bench.evseId());
        ended(bench, "step 1", TriggerReasonEnumType.StopAuthorized, ReasonEnumType.Local);
    }

    /** TxStopPoint Authorized, stopped by the CSMS: one event, E06.FR.03, F03.FR.09. */
    @TestCase("TC_E_21_CS")
    public void stopsWithAuthorizedRemotely(Bench bench) {
        TransactionStartCases.stopPoint(bench, "Authorized");
        bench.states().energyTransferStarted();
        Checks.equal(
                "step 2: status",
                bench.csms()
                        .call(
                                RequestStopTransactionRequest.of(
                                        bench.states().transactionId().orElseThrow()),
                                RequestStopTransactionResponse.class)
                        .status(),
                RequestStartStopStatusEnumType.Accepted);
        ended(bench, "step 3", TriggerReasonEnumType.RemoteStop, ReasonEnumType.Remote);
    }

    private static void ended(Bench bench, String step, TriggerReasonEnumType trigger, ReasonEnumType reason) {
        TransactionEventRequest event = bench.states().nextEvent(step);
        Checks.equal(step + ": triggerReason", event.triggerReason(), trigger);
        Checks.equal(
                step + ": transactionInfo.stoppedReason",
                event.transactionInfo().stoppedReason(),
                reason);
        Checks.equal(step + ": eventType", event.eventType(), TransactionEventEnumType.Ended);
    }

    /** TxStopPoint EnergyTransfer, and the vehicle pauses: E06.FR.07. */
    @TestCase("TC_E_22_CS")
    public void stopsWhenTheVehiclePauses(Bench bench) {
        TransactionStartCases.stopPoint(bench, "EnergyTransfer");
        bench.states().energyTransferStarted();
        bench.station().suspendEnergy(bench.evseId(), true);
        ended(bench, "step 1", TriggerReasonEnumType.ChargingStateChanged, ReasonEnumType.StoppedByEV);
        TransactionEventRequest event = last(bench);
        Checks.equal(
                "step 1: transactionInfo.chargingState",
                event.transactionInfo().chargingState(),
                ChargingStateEnumType.EVConnected);
    }

    /** TxStopPoint PowerPathClosed, stopped by the CSMS in one event or more: E06.FR.06. */
    @TestCase("TC_E_35_CS")
    public void stopsWithPowerPathClosedRemotely(Bench bench) {
        TransactionStartCases.stopPoint(bench, "PowerPathClosed");
        bench.states().energyTransferStarted();
        bench.states().stopAuthorized(Authorization.REMOTE);
        told(bench, "step 3", TriggerReasonEnumType.RemoteStop);
    }

    /** One of the events of the transaction has this reason. */
    private static void told(Bench bench, String step, TriggerReasonEnumType trigger) {
        Checks.that(
                step + ": triggerReason of one of the events",
                bench.states().events().stream().anyMatch(event -> event.triggerReason() == trigger),
                trigger.wire(),
                bench.states().events());
    }

    /** Nobody plugs in, and the vehicle that comes afterwards does not charge: E06.FR.04. */
    @TestCase("TC_E_39_CS")
    public void stopsWhenNobodyPlugsIn(Bench bench) {
        Duration timeout = bench.configured().evConnectionTimeOut();
        TransactionStartCases.stopPoint(bench, "Authorized");
        bench.variables().configure("TxCtrlr", "EVConnectionTimeOut", Long.toString(timeout.toSeconds()));
        bench.variables().configureAuthorization();
        bench.states().authorized(Authorization.LOCAL);
        TransactionStartCases.connectionTimeout(bench, timeout);

        bench.station().plugIn(bench.evseId());
        bench.connectors().await("step 3", bench.evseId(), bench.connectorId(), ConnectorStatusEnumType.Occupied);
        // Step 5 belongs to a transaction that goes on, with ParkingBayOccupancy; this one has ended, no other begins.
        bench.csms()
                .none(
                        "step 5: events of a transaction",
                        bench.configured().transactionDuration(),
                        TransactionEventRequest.class,
                        any -> true);
        Checks.that("step 5: the contactors", !bench.station().isPowerPathClosed(bench.evseId()), "open", "closed");
    }

    /** TxStopPoint EVConnected, the cable is pulled out while the vehicle pauses: E06.FR.02. */
    @TestCase("TC_E_54_CS")
    public void stopsWithEvConnected(Bench bench) {
        TransactionStartCases.stopPoint(bench, "EVConnected");
        if (bench.station().product().supports("C-06.1")) { // else it is read-only
            bench.variables().configureUnlessSo("TxCtrlr", "StopTxOnEVSideDisconnect", "false");
        }
        bench.states().energyTransferSuspended();
        bench.station().unplug(bench.evseId());
        TransactionEventRequest event = bench.states().nextEvent("step 1");
        Checks.equal("step 1: triggerReason", event.triggerReason(), TriggerReasonEnumType.EVCommunicationLost);
        Checks.equal(
                "step 1: transactionInfo.chargingState",
                event.transactionInfo().chargingState(),
                ChargingStateEnumType.Idle);
        Checks.equal(
                "step 1: transactionInfo.stoppedReason",
                event.transactionInfo().stoppedReason(),
                ReasonEnumType.StoppedByEV,
                ReasonEnumType.EVDisconnected);
        Checks.equal("step 1: eventType", event.eventType(), TransactionEventEnumType.Ended);
        bench.connectors().await("step 1", bench.evseId(), bench.connectorId(), ConnectorStatusEnumType.Available);
    }

    private static TransactionEventRequest last(Bench bench) {
        var events = bench.states().events();
        return events.get(events.size() - 1);
    }
}
