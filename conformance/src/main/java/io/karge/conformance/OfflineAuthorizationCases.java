package io.karge.conformance;

import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The cases of functional block C that begin without the CSMS: C12, C13, C15. */
public final class OfflineAuthorizationCases {
    /** How long the Test System waits once a card was presented. */
    private static final Duration WAIT = Duration.ofSeconds(5);

    /** Accepted offline, invalid to the CSMS, with StopTxOnInvalidId: C12, C15. */
    @TestCase("TC_C_16_CS")
    public void stopTxOnInvalidId(Bench bench) {
        AuthorizationCases.usesCache(bench);
        bench.variables().configure("AuthCtrlr", "LocalAuthorizeOffline", "true");
        invalidId(bench, true);
        bench.stationStates().idTokenCached();
        bench.states().evConnectedPreSession();
        TokensOfCsms.of(bench).say(bench.validIdToken(), AuthorizationStatusEnumType.Invalid);

        List<TransactionEventRequest> queued =
                presentedOffline(bench, () -> {}, event -> event.triggerReason() == TriggerReasonEnumType.Deauthorized);
        TransactionEventRequest last = queued.remove(queued.size() - 1);
        authorizedOffline("step 3", bench.validIdToken(), queued);
        Checks.that(
                "step 3: an event with ChargingStateChanged",
                queued.stream().anyMatch(event -> event.triggerReason() == TriggerReasonEnumType.ChargingStateChanged),
                "one",
                queued);
        // C15.FR.04
        Checks.equal("step 5: eventType", last.eventType(), TransactionEventEnumType.Ended);
        Checks.equal("step 5: stoppedReason", last.transactionInfo().stoppedReason(), ReasonEnumType.DeAuthorized);
        AuthorizationCases.energyFlows(bench, false);
    }

    /** Accepted offline, invalid to the CSMS, without StopTxOnInvalidId: C12, C15. */
    @TestCase("TC_C_17_CS")
    public void noStopTxOnInvalidId(Bench bench) {
        AuthorizationCases.usesCache(bench);
        bench.variables().configure("AuthCtrlr", "OfflineTxForUnknownIdEnabled", "true");
        invalidId(bench, false);
        bench.stationStates().idTokenCached();
        bench.states().evConnectedPreSession();
        TokensOfCsms.of(bench).say(bench.validIdToken(), AuthorizationStatusEnumType.Invalid);

        List<TransactionEventRequest> queued =
                presentedOffline(bench, () -> {}, OfflineAuthorizationCases::isSuspended);
        suspendedByInvalidId("step 5", queued.remove(queued.size() - 1));
        authorizedOffline("step 3", bench.validIdToken(), queued);
        AuthorizationCases.energyFlows(bench, false);
    }

    /** Nobody knows the idToken, and the station is offline: C15, C13. */
    @TestCase("TC_C_26_CS")
    public void unknownId(Bench bench) {
        IdTokenType card = bench.configured().anotherIdToken();
        bench.variables().configure("LocalAuthListCtrlr", "Enabled", "true");
        bench.variables().configure("AuthCtrlr", "LocalPreAuthorize", "true");
        bench.variables().configure("AuthCtrlr", "OfflineTxForUnknownIdEnabled", "true");
        bench.variables().configure("AuthCtrlr", "LocalAuthorizeOffline", "true");
        invalidId(bench, false);
        TokensOfCsms.of(bench).say(card, AuthorizationStatusEnumType.Invalid);

        // StartOfflineTransaction
        List<TransactionEventRequest> queued = presentedOffline(
                bench, card, () -> bench.station().plugIn(bench.evseId()), OfflineAuthorizationCases::isSuspended);
        bench.connectors().await("step 1", bench.evseId(), bench.connectorId(), ConnectorStatusEnumType.Occupied);
        suspendedByInvalidId("step 5", queued.remove(queued.size() - 1));
        authorizedOffline("step 3", card, queued);
        Checks.that(
                "step 3: an event with chargingState Charging",
                queued.stream()
                        .anyMatch(event -> event.transactionInfo().chargingState() == ChargingStateEnumType.Charging),
                "one",
                queued);
        AuthorizationCases.energyFlows(bench, false);

        bench.pause(bench.configured().transactionDuration());
        bench.station().presentToken(card, bench.evseId());
        bench.states().stoppedBy("step 7: StopAuthorized A, step 1", card);
        bench.states().evConnectedPostSession();
        bench.states().evDisconnected();
    }

    private static void invalidId(Bench bench, boolean stops) {
        bench.variables().configure("TxCtrlr", "StopTxOnInvalidId", Boolean.toString(stops));
        bench.variables().configure("TxCtrlr", "MaxEnergyOnInvalidId", "0");
        comesBackSoon(bench);
    }

    /** No case asks for it; over the wire each of them would take minutes. */
    private static void comesBackSoon(Bench bench) {
        bench.variables()
                .configure(
                        "OCPPCommCtrlr",
                        "RetryBackOffWaitMinimum",
                        Long.toString(
                                bench.configured().retryBackOffWaitMinimum().toSeconds()));
        bench.variables().configure("OCPPCommCtrlr", "RetryBackOffRandomRange", "0");
    }

    private static List<TransactionEventRequest> presentedOffline(
            Bench bench, Runnable then, Predicate<TransactionEventRequest> last) {
        return presentedOffline(bench, bench.validIdToken(), then, last);
    }

    /** Steps 1 and 2, and the events of the station up to the last of the case. */
    private static List<TransactionEventRequest> presentedOffline(
            Bench bench, IdTokenType card, Runnable then, Predicate<TransactionEventRequest> last) {
        bench.csms().refuseConnections();
        bench.states().presentOffline(card);
        then.run();
        bench.pause(WAIT);
        bench.csms().acceptConnections();
        bench.csms().awaitConnection("step 2");
        List<TransactionEventRequest> events = new ArrayList<>();
        do {
            events.add(bench.states().nextEvent("step 3"));
        } while (!last.test(events.get(events.size() - 1)));
        return events;
    }

    /** All of them say that they are of the time offline; the first one that has the card says that it was accepted. */
    private static void authorizedOffline(String step, IdTokenType card, List<TransactionEventRequest> queued) {
        queued.forEach(event ->
                Checks.equal(step + ": offline of the event with seqNo " + event.seqNo(), event.offline(), true));
        TransactionEventRequest authorized = queued.stream()
                .filter(event -> event.triggerReason() == TriggerReasonEnumType.Authorized)
                .findFirst()
                .orElseThrow(() -> new AssertionError(step + ": expected an event with Authorized, seen " + queued));
        Checks.equal(step + ": idToken", authorized.idToken(), card);
    }

    private static boolean isSuspended(TransactionEventRequest event) {
        return event.transactionInfo().chargingState() == ChargingStateEnumType.SuspendedEVSE;
    }

    private static void suspendedByInvalidId(String step, TransactionEventRequest event) {
        Checks.that(step + ": offline", !Boolean.TRUE.equals(event.offline()), "false or omitted", event.offline());
        Checks.equal(step + ": triggerReason", event.triggerReason(), TriggerReasonEnumType.ChargingStateChanged);
        Checks.equal(step + ": eventType", event.eventType(), TransactionEventEnumType.Updated);
    }
}
