package io.karge.conformance;

import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import java.util.Set;

/** The events of the states StopAuthorized and Deauthorized. */
final class StopEvents {
    private final Bench bench;
    private final int evseId;
    private final Session session;

    StopEvents(Bench bench, int evseId, Session session) {
        this.bench = bench;
        this.evseId = evseId;
        this.session = session;
    }

    /**
     * Step 1 and 3, or 3 and 5: the first or the second may be missing (DECISIONS: one Ended, else one or two).
     *
     * @param ending whether they end the transaction
     * @param opened whether what ends it is that no energy can flow any more
     */
    void check(boolean remotely, boolean ending, boolean opened) {
        String step = remotely ? "StopAuthorized B, step 3" : "StopAuthorized A, step 1";
        TransactionEventRequest last = session.next(
                step,
                remotely ? TriggerReasonEnumType.RemoteStop : TriggerReasonEnumType.StopAuthorized,
                TriggerReasonEnumType.ChargingStateChanged);
        if (last.triggerReason() != TriggerReasonEnumType.ChargingStateChanged) {
            if (!remotely) {
                Checks.equalOrAbsent(step + ": idToken", last.idToken(), session.card());
            }
            boolean complete = last.eventType() == TransactionEventEnumType.Ended
                    || last.transactionInfo().chargingState() == ChargingStateEnumType.EVConnected;
            if (!complete) {
                last = session.next(
                        remotely ? "StopAuthorized B, step 5" : "StopAuthorized A, step 3",
                        TriggerReasonEnumType.ChargingStateChanged);
            }
        }
        if (last.triggerReason() == TriggerReasonEnumType.ChargingStateChanged) {
            Checks.equal(
                    "StopAuthorized: transactionInfo.chargingState",
                    last.transactionInfo().chargingState(),
                    ChargingStateEnumType.EVConnected);
        }
        Checks.equal(
                "StopAuthorized: eventType of the last event",
                last.eventType(),
                ending ? TransactionEventEnumType.Ended : TransactionEventEnumType.Updated);
        if (opened) {
            Checks.equal(
                    "StopAuthorized: transactionInfo.chargingState of the last event",
                    last.transactionInfo().chargingState(),
                    ChargingStateEnumType.EVConnected);
            bench.contactors().open("StopAuthorized: at the last event", evseId);
        }
        if (ending && remotely) {
            Checks.equal(
                    "StopAuthorized B: stoppedReason", last.transactionInfo().stoppedReason(), ReasonEnumType.Remote);
        } else if (ending) {
            Checks.equalOrAbsent(
                    "StopAuthorized A: stoppedReason", last.transactionInfo().stoppedReason(), ReasonEnumType.Local);
        }
    }

    /** Step 1 of StopAuthorized A by a card that was presented: the one that started, or one of its group. */
    void byCard(String step, IdTokenType card, boolean ending) {
        TransactionEventRequest event = session.next(step, TriggerReasonEnumType.StopAuthorized);
        Checks.equal(step + ": idToken", event.idToken(), card);
        ended(step, event, ending);
        if (ending) {
            Checks.equalOrAbsent(
                    step + ": stoppedReason", event.transactionInfo().stoppedReason(), ReasonEnumType.Local);
        }
    }

    /** The state Deauthorized. */
    void deauthorized(boolean ending) {
        String step = "Deauthorized, step 3";
        TransactionEventRequest event = session.next(step, TriggerReasonEnumType.Deauthorized);
        Checks.oneOf(
                step + ": transactionInfo.chargingState",
                event.transactionInfo().chargingState(),
                Set.of(ChargingStateEnumType.EVConnected, ChargingStateEnumType.SuspendedEVSE));
        ended(step, event, ending);
        if (ending) {
            Checks.equal(
                    step + ": transactionInfo.stoppedReason",
                    event.transactionInfo().stoppedReason(),
                    ReasonEnumType.DeAuthorized);
        }
    }

    private static void ended(String step, TransactionEventRequest event, boolean ending) {
        Checks.equal(
                step + ": eventType",
                event.eventType(),
                ending ? TransactionEventEnumType.Ended : TransactionEventEnumType.Updated);
    }
}
