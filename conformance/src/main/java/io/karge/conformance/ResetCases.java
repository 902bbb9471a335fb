package io.karge.conformance;

import io.karge.conformance.ReusableStates.Authorization;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.ResetRequest;
import io.karge.ocpp.messages.ResetResponse;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.ResetEnumType;
import io.karge.ocpp.types.ResetStatusEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The cases of use cases B11 and B12, Reset, and of the reconnection after a loss (Part 4, 5.4). */
public final class ResetCases {

    /** OnIdle without a transaction: B11.FR.01, B11.FR.03, B11.FR.04. */
    @TestCase("TC_B_20_CS")
    public void idle(Bench bench) {
        reset(bench, ResetEnumType.OnIdle, ResetStatusEnumType.Accepted);
        // Not asked for by the case, as it is in B_22 and B_23.
        Checks.equal(
                "step 3: BootNotificationRequest.reason",
                bench.stationStates().bootNotification("step 3").reason(),
                BootReasonEnumType.RemoteReset);
        bench.stationStates().maySendSecurityEvent();
        bench.connectors().awaitAll("step 5", ConnectorStatusEnumType.Available);
    }

    /** OnIdle with a transaction: B12.FR.01, B12.FR.03. */
    @TestCase("TC_B_21_CS")
    public void onIdleWithATransaction(Bench bench) {
        bench.states().energyTransferStarted();
        reset(bench, ResetEnumType.OnIdle, ResetStatusEnumType.Scheduled);
        bench.states().stopAuthorized(Authorization.LOCAL);
        boolean stopped = bench.states().isEnded();
        if (!stopped) {
            bench.states().evConnectedPostSession();
            bench.states().evDisconnected();
            bench.states().parkingBayUnoccupied();
        }
        rebooted(
                bench,
                "step 7",
                "step 9",
                BootReasonEnumType.ScheduledReset,
                stopped ? Set.of(bench.evseId()) : Set.of());
        bench.stationStates().securityEvent("step 11");
    }

    /** Immediate with a transaction: B12.FR.02, B12.FR.04. */
    @TestCase("TC_B_22_CS")
    public void immediateWithATransaction(Bench bench) {
        bench.states().energyTransferStarted();
        reset(bench, ResetEnumType.Immediate, ResetStatusEnumType.Accepted);
        TransactionEventRequest ended = bench.states().nextEvent("step 3");
        Checks.equal("step 3: eventType", ended.eventType(), TransactionEventEnumType.Ended);
        Checks.equal("step 3: triggerReason", ended.triggerReason(), TriggerReasonEnumType.ResetCommand);
        Checks.equal(
                "step 3: transactionInfo.chargingState",
                ended.transactionInfo().chargingState(),
                ChargingStateEnumType.EVConnected);
        Checks.equal(
                "step 3: transactionInfo.stoppedReason",
                ended.transactionInfo().stoppedReason(),
                ReasonEnumType.ImmediateReset);
        Checks.absent("step 3: idToken", ended.idToken());
        bench.contactors().open("step 3: at the end of the transaction", bench.evseId());
        rebooted(bench, "step 5", "step 7", BootReasonEnumType.RemoteReset, Set.of(bench.evseId()));
    }

    /** Inoperative stays so: B11.FR.02. */
    @TestCase("TC_B_23_CS")
    public void unavailablePersists(Bench bench) {
        bench.stationStates().unavailable(EVSEType.of(bench.evseId()).withConnectorId(bench.connectorId()));
        reset(bench, ResetEnumType.OnIdle, ResetStatusEnumType.Accepted);
        BootNotificationRequest boot = bench.stationStates().bootNotification("step 3");
        Checks.equal("step 3: BootNotificationRequest.reason", boot.reason(), BootReasonEnumType.RemoteReset);
        bench.stationStates().maySendSecurityEvent();
        bench.connectors()
                .awaitEach(
                        "step 5",
                        (evseId, connectorId) -> Set.of(
                                evseId == bench.evseId() && connectorId == bench.connectorId()
                                        ? ConnectorStatusEnumType.Unavailable
                                        : ConnectorStatusEnumType.Available));
    }

    /** OnIdle with two transactions: B12.FR.01, B12.FR.03. */
    @TestCase("TC_B_41_CS")
    public void onIdleWithTwoTransactions(Bench bench) {
        ReusableStates first = bench.states(1);
        ReusableStates second = bench.states(2);
        first.energyTransferStarted();
        second.energyTransferStarted();
        reset(bench, ResetEnumType.OnIdle, ResetStatusEnumType.Scheduled);
        first.stopAuthorized(Authorization.LOCAL);
        first.evConnectedPostSession();
        first.evDisconnected();
        first.parkingBayUnoccupied();
        // Erratum of 2026-04: the test system waits as long as the station may take to boot.
        bench.csms()
                .none(
                        "step 6: no boot before the last transaction",
                        bench.csms().patience(),
                        BootNotificationRequest.class,
                        any -> true);
        second.stopAuthorized(Authorization.LOCAL);
        second.evConnectedPostSession();
        boolean stopped = second.isEnded();
        if (!stopped) {
            second.evDisconnected();
            second.parkingBayUnoccupied();
        }
        rebooted(bench, "step 11", "step 13", BootReasonEnumType.ScheduledReset, stopped ? Set.of(2) : Set.of());
    }

    /** An EVSE alone cannot be reset: B11.FR.09. */
    @TestCase("TC_B_28_CS")
    public void evseNotSupported(Bench bench) {
        resetOfTheEvseRejected(bench);
    }

    /** Nor while a transaction runs: B12.FR.09. */
    @TestCase("TC_B_29_CS")
    public void evseWithATransactionNotSupported(Bench bench) {
        bench.states().energyTransferStarted();
        resetOfTheEvseRejected(bench);
    }

    private static void resetOfTheEvseRejected(Bench bench) {
        Checks.equal(
                "step 2: ResetResponse.status",
                bench.csms()
                        .call(ResetRequest.of(ResetEnumType.OnIdle).withEvseId(bench.evseId()), ResetResponse.class)
                        .status(),
                ResetStatusEnumType.Rejected);
    }

    /** The waits between the attempts to connect: Part 4, 5.4. */
    @TestCase("TC_B_57_CS")
    public void reconnectsWithAnIncreasingBackOff(Bench bench) {
        Duration minimum = bench.configured().retryBackOffWaitMinimum();
        bench.variables().configure("OCPPCommCtrlr", "NetworkProfileConnectionAttempts", "3");
        bench.variables().configure("OCPPCommCtrlr", "RetryBackOffRepeatTimes", "2");
        bench.variables().configure("OCPPCommCtrlr", "RetryBackOffRandomRange", "0");
        bench.variables().configure("OCPPCommCtrlr", "RetryBackOffWaitMinimum", Long.toString(minimum.toSeconds()));

        int attempts = bench.csms().attempts().size();
        Instant lost = bench.csms().now();
        bench.csms().closeConnection();
        Instant again = bench.csms().awaitAttempt("step 2", attempts, minimum);
        lasted("step 2", bench, lost, again, minimum);
        Duration first = Duration.between(lost, again);
        bench.csms().awaitConnection("step 3");

        lost = bench.csms().now();
        bench.csms().refuseConnections();
        Instant refused = bench.csms().awaitAttempt("step 5", attempts + 1, minimum);
        lasted("step 5", bench, lost, refused, minimum);
        bench.csms().acceptConnections();
        again = bench.csms().awaitAttempt("step 7", attempts + 2, first.multipliedBy(2));
        lasted("step 7", bench, refused, again, first.multipliedBy(2));
        bench.csms().awaitConnection("step 8");

        // Not asked for by the case: a connection that was accepted ends the doubling (Part 4, 5.4).
        lost = bench.csms().now();
        bench.csms().closeConnection();
        again = bench.csms().awaitAttempt("after step 8", attempts + 3, minimum);
        Checks.that(
                "after step 8: the reconnection time",
                Duration.between(lost, again).compareTo(minimum.multipliedBy(2)) < 0,
                "less than " + minimum.multipliedBy(2),
                Duration.between(lost, again));
        bench.csms().awaitConnection("after step 8");
    }

    private static void lasted(String step, Bench bench, Instant from, Instant to, Duration expected) {
        Checks.lasted(
                step + ": the reconnection time",
                from,
                to,
                expected.minus(bench.csms().accuracy()));
    }

    private static void reset(Bench bench, ResetEnumType type, ResetStatusEnumType expected) {
        bench.stationStates().reset("step 2", type, expected);
    }

    /** The boot, and the report of every connector: those of these EVSEs still have their vehicle. */
    private static void rebooted(
            Bench bench, String boot, String states, BootReasonEnumType reason, Set<Integer> occupied) {
        Checks.equal(
                boot + ": BootNotificationRequest.reason",
                bench.stationStates().bootNotification(boot).reason(),
                reason);
        bench.stationStates().maySendSecurityEvent();
        bench.connectors().awaitEach(states, (evseId, connectorId) -> {
            if (!occupied.contains(evseId)) {
                return Set.of(ConnectorStatusEnumType.Available);
            }
            return connectorId == bench.connectorId()
                    ? Set.of(ConnectorStatusEnumType.Occupied)
                    : Set.copyOf(List.of(ConnectorStatusEnumType.Available, ConnectorStatusEnumType.Unavailable));
        });
    }
}
