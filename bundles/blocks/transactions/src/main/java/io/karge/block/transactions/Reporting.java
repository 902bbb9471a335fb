package io.karge.block.transactions;

import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares a session with what was reported of it, and says which event is due (E01, E02, E06). Pure. */
final class Reporting {
    private Reporting() {}

    /**
     * @param cause what happened, null when nothing that is an event by itself
     * @param values meter values that are due
     * @param mayStart whether the EVSE takes a transaction that nobody has authorized yet
     */
    static Step settle(
            Session session,
            @Nullable TriggerReasonEnumType cause,
            List<MeterValueType> values,
            boolean mayStart,
            Rules rules,
            Moment now) {
        ChargingStateEnumType state = ChargingStates.of(session);
        Session facts = session.grant().granted() && state == ChargingStateEnumType.Charging
                ? session.energised(true)
                : session;
        Progress progress = facts.progress();
        if (progress == null) {
            return notStarted(facts, cause, state, mayStart, rules, now);
        }
        if (waitsForPowerPath(facts, rules)) {
            return cause == null || (values.isEmpty() && cause != TriggerReasonEnumType.Trigger)
                    ? Step.silent(facts)
                    : event(facts, progress, updated(cause), progress.chargingState(), values, now);
        }
        if (ends(facts, state, rules)) {
            return ended(facts, progress, cause, state, now);
        }
        Stop stop = facts.stop();
        boolean stopDue = stop != null && !stop.reported();
        if (cause == null && !stopDue && state == progress.chargingState()) {
            return Step.silent(facts);
        }
        return event(facts, progress, updated(trigger(facts, cause)), state, values, now);
    }

    private static Step notStarted(
            Session session,
            @Nullable TriggerReasonEnumType cause,
            ChargingStateEnumType state,
            boolean mayStart,
            Rules rules,
            Moment now) {
        if (SessionMachine.starts(session, state, mayStart, rules)) {
            Progress progress = new Progress(now.freshId(), now.at(), 0, state, null, false, now.energyWh(), null);
            Head head = new Head(TransactionEventEnumType.Started, trigger(session, cause), null);
            return event(session.with(progress), progress, head, state, List.of(), now);
        }
        if (session.grant().held()) {
            return Step.silent(session);
        }
        if (!session.pluggedIn()) {
            return Step.GONE;
        }
        return Step.silent(session.grant().state() == Grant.State.ENDED ? session.finished() : session);
    }

    /**
     * The end of the authorization stops the energy first, and is reported after that (Part 2, 2.6.6.2), so that the
     * last meter value is final. Only the event that ends the transaction waits, and the deauthorization, which has to
     * come with its charging state (E05.FR.09).
     */
    static boolean waitsForPowerPath(Session session, Rules rules) {
        Stop stop = session.stop();
        return stop != null
                && !stop.reported()
                && !stop.overdue()
                && session.pluggedIn()
                && session.levels().pathClosed()
                && (endsTransaction(stop, rules)
                        || stop.trigger() == TriggerReasonEnumType.Deauthorized
                        || stop.trigger() == TriggerReasonEnumType.AbnormalCondition);
    }

    private static boolean ends(Session session, ChargingStateEnumType state, Rules rules) {
        Stop stop = session.stop();
        if (stop != null && endsTransaction(stop, rules)) {
            return true;
        }
        // Without a vehicle and without an authorization nothing can happen any more, whatever the stop points are.
        boolean nothingLeft = !session.pluggedIn() && !session.grant().held();
        if (nothingLeft || (session.disconnected() && rules.stopsWithDisconnect())) {
            return true;
        }
        return rules.stopsWithEnergy() && session.energised() && state != ChargingStateEnumType.Charging;
    }

    /** Whether this end of the authorization is the end of the transaction (E03.FR.05, E05.FR.10, E06, E15.FR.04). */
    private static boolean endsTransaction(Stop stop, Rules rules) {
        boolean always = stop.trigger() == TriggerReasonEnumType.ResetCommand
                || stop.trigger() == TriggerReasonEnumType.EVConnectTimeout;
        // A card or the CSMS ends the authorization; with EnergyTransfer the transaction ends when the energy has.
        boolean forGood = stop.trigger() == TriggerReasonEnumType.Deauthorized
                || stop.trigger() == TriggerReasonEnumType.AbnormalCondition
                || stop.reason() == ReasonEnumType.StoppedByEV;
        return always || rules.stopsWithAuthorization() || (rules.stopsWithEnergy() && forGood);
    }

    private static Step ended(
            Session session,
            Progress progress,
            @Nullable TriggerReasonEnumType cause,
            ChargingStateEnumType state,
            Moment now) {
        Stop stop = session.stop();
        boolean byReset = stop != null && stop.trigger() == TriggerReasonEnumType.ResetCommand;
        // E22: a transaction that ends because the vehicle pauses is not suspended any more; B12: a reset of the CSMS
        // stops the energy and does not wait for the contactors.
        boolean settled = session.pluggedIn() && (byReset || state == ChargingStateEnumType.SuspendedEV);
        Head head = new Head(TransactionEventEnumType.Ended, trigger(session, cause), stoppedReason(session, state));
        Step last = event(session, progress, head, settled ? ChargingStateEnumType.EVConnected : state, List.of(), now);
        Session left = last.session();
        return new Step(left != null && left.pluggedIn() ? left.finished() : null, last.report());
    }

    private static ReasonEnumType stoppedReason(Session session, ChargingStateEnumType state) {
        Stop stop = session.stop();
        ReasonEnumType interruption = session.interruption();
        if (stop != null) {
            return stop.reason();
        }
        if (session.grant().state() == Grant.State.WITHHELD) {
            return ReasonEnumType.DeAuthorized;
        }
        if (interruption != null) {
            return interruption;
        }
        return switch (state) {
            case Idle -> ReasonEnumType.EVDisconnected;
            case SuspendedEV -> ReasonEnumType.StoppedByEV;
            case Charging, EVConnected, SuspendedEVSE -> ReasonEnumType.Other;
        };
    }

    /** The first event after a remote start says so, whatever else it says (F01.FR.19, F02.FR.21). */
    private static TriggerReasonEnumType trigger(Session session, @Nullable TriggerReasonEnumType cause) {
        Stop stop = session.stop();
        if (session.grant().remoteStartId() != null) {
            return TriggerReasonEnumType.RemoteStart;
        }
        if (stop != null && !stop.reported()) {
            return stop.trigger();
        }
        return cause == null ? TriggerReasonEnumType.ChargingStateChanged : cause;
    }

    private static Head updated(TriggerReasonEnumType trigger) {
        return new Head(TransactionEventEnumType.Updated, trigger, null);
    }

    private record Head(
            TransactionEventEnumType type,
            TriggerReasonEnumType trigger,
            @Nullable ReasonEnumType stoppedReason) {}

    private static Step event(
            Session session,
            Progress progress,
            Head head,
            ChargingStateEnumType state,
            List<MeterValueType> values,
            Moment now) {
        boolean started = head.type() == TransactionEventEnumType.Started;
        // E01.FR.09, FR.17: at Started where an EVSE was chosen, else in the first event after a vehicle was plugged
        // in.
        boolean begins = !progress.evseReported() && session.evseId() != 0;
        Report.Place tells = place(session, progress, head, begins);
        boolean tellsState = started
                || state != progress.chargingState()
                || head.trigger() == TriggerReasonEnumType.Deauthorized // E05.FR.09, also where nothing flowed
                || head.trigger() == TriggerReasonEnumType.Trigger; // F06.FR.07
        Stop stop = session.stop();
        boolean stopReported = stop != null && head.trigger() == stop.trigger();
        Report report = new Report(
                head.type(),
                head.trigger(),
                progress.transactionId(),
                progress.nextSeqNo(),
                now.at(),
                tellsState ? state : null,
                head.stoppedReason(),
                session.grant().remoteStartId(),
                token(session, stopReported),
                session.evseId(),
                tells,
                begins,
                values);
        Progress next = new Progress(
                progress.transactionId(),
                progress.startedAt(),
                progress.nextSeqNo() + 1,
                state,
                begins ? now.at() : progress.meteredSince(),
                progress.connectorReported() || tells == Report.Place.CONNECTOR,
                begins ? now.energyWh() : progress.meterStartWh(),
                progress.lastAt());
        Session after = session.with(next).with(session.grant().asReported());
        return new Step(stop != null && stopReported ? after.with(stop.asReported()) : after, report);
    }

    /** E01.FR.16: the first event after a vehicle was plugged in carries EVSE and connector. */
    private static Report.Place place(Session session, Progress progress, Head head, boolean begins) {
        boolean connects = session.pluggedIn()
                && (!progress.connectorReported() || head.trigger() == TriggerReasonEnumType.CablePluggedIn);
        if (connects) {
            return Report.Place.CONNECTOR;
        }
        return begins ? Report.Place.EVSE : Report.Place.NOTHING;
    }

    /** Each authorization and each stop by card carries its token once (E03.FR.01, E07.FR.02). */
    private static @Nullable IdTokenType token(Session session, boolean stopReported) {
        Stop stop = session.stop();
        if (!session.grant().reported()) {
            return session.grant().idToken();
        }
        return stop != null && stopReported && !stop.reported() ? stop.idToken() : null;
    }
}
