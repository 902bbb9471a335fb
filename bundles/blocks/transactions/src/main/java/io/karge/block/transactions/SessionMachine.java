package io.karge.block.transactions;

import io.karge.block.transactions.Rules.Point;
import io.karge.driver.VehicleState;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of a session: (session, input, rules, moment) to (session, event). Pure. Inputs by level and by edge
 * go the same way: the facts of the session change first, then {@link Reporting} compares them with what has been
 * reported.
 */
final class SessionMachine {
    private SessionMachine() {}

    static Step apply(Session session, Input input, Rules rules, Moment now) {
        if (input instanceof Input.Hardware hardware) {
            return hardware(session, hardware, rules, now);
        }
        if (input instanceof Input.Authorized authorized) {
            return authorized(session, authorized, rules, now);
        }
        if (input instanceof Input.Stopped stopped) {
            return stopped(session, stopped, rules, now);
        }
        if (input instanceof Input.Reset reset) {
            return reset(session, reset, rules, now);
        }
        if (input instanceof Input.IdTokenInfoReceived received) {
            return idTokenInfoReceived(session, received, rules, now);
        }
        if (input instanceof Input.Metered metered) {
            return Reporting.settle(session, metered.trigger(), metered.values(), true, rules, now);
        }
        if (input instanceof Input.Interrupted interrupted) {
            return Step.silent(session.interrupted(interrupted.reason()));
        }
        Stop stop = session.stop();
        return stop == null ? Step.silent(session) : settle(session.with(stop.asOverdue()), null, rules, now);
    }

    private static Step hardware(Session session, Input.Hardware input, Rules rules, Moment now) {
        Levels before = session.levels();
        Session next = session.with(Levels.of(input.state()).after(before));
        TriggerReasonEnumType cause = null;
        if (next.pluggedIn() && !before.pluggedIn()) {
            next = next.connected(now.at());
            cause = TriggerReasonEnumType.CablePluggedIn;
        } else if (!next.pluggedIn() && before.pluggedIn()) {
            next = disconnected(next, rules, now);
            cause = TriggerReasonEnumType.EVCommunicationLost;
        }
        if (!input.usable() && !next.running()) {
            next = next.unauthorized(); // G03, G04: an EVSE out of service does not begin to charge
        }
        String fault = next.levels().fault();
        if (fault != null && next.pluggedIn() && next.grant().granted()) {
            next = next.ending(stop(TriggerReasonEnumType.AbnormalCondition, Faults.reason(fault), now));
        } else if (endedByVehicle(next)) {
            next = next.ending(
                    stop(TriggerReasonEnumType.StopAuthorized, reason(next, ReasonEnumType.StoppedByEV), now));
        }
        Step step = Reporting.settle(next, cause, List.of(), input.mayStart(), rules, now);
        Session settled = step.session();
        // What was measured after the restart has had its effect: the energy goes on, or its end has been explained.
        return settled == null ? step : new Step(settled.interrupted(null), step.report());
    }

    /** E09.FR.01 with StopTxOnEVSideDisconnect, else E10: the transaction waits for the vehicle to come back. */
    private static Session disconnected(Session session, Rules rules, Moment now) {
        if (rules.stopOnDisconnect() || !session.grant().held()) {
            return session.ending(stop(
                    TriggerReasonEnumType.EVCommunicationLost, reason(session, ReasonEnumType.EVDisconnected), now));
        }
        return session.waiting(now.at());
    }

    /** What ended the energy: the restart of the station, when it is that which interrupted it. */
    private static ReasonEnumType reason(Session session, ReasonEnumType otherwise) {
        ReasonEnumType interruption = session.interruption();
        return interruption == null ? otherwise : interruption;
    }

    /** E15: the vehicle itself ended the session, it cannot be resumed. */
    private static boolean endedByVehicle(Session session) {
        return session.grant().granted()
                && session.energised()
                && session.levels().vehicle() == VehicleState.FINISHING
                && !session.levels().pathClosed();
    }

    private static Step authorized(Session session, Input.Authorized input, Rules rules, Moment now) {
        Grant grant = new Grant(
                Grant.State.GRANTED,
                input.idToken(),
                input.groupIdToken(),
                input.evseIds(),
                false,
                input.remoteStartId());
        return settle(session.authorized(grant, now.at()), TriggerReasonEnumType.Authorized, rules, now);
    }

    private static Step stopped(Session session, Input.Stopped input, Rules rules, Moment now) {
        Stop stop = new Stop(input.trigger(), input.reason(), input.idToken(), now.at(), false, false);
        return settle(session.ending(stop), null, rules, now);
    }

    /** B12.FR.04: a reset is the reason of the end even where the authorization ended before. */
    private static Step reset(Session session, Input.Reset input, Rules rules, Moment now) {
        Stop stop = stop(TriggerReasonEnumType.ResetCommand, input.reason(), now);
        Stop last = input.whenOpen() ? stop : stop.asOverdue();
        return settle(session.ending(last).with(last), null, rules, now);
    }

    /** E05, C12, C15: the token was accepted here and is not accepted by the CSMS. */
    private static Step idTokenInfoReceived(Session session, Input.IdTokenInfoReceived input, Rules rules, Moment now) {
        Grant grant = session.grant();
        if (!Tokens.same(grant.idToken(), input.idToken())) {
            return Step.silent(session);
        }
        if (input.info().status() == AuthorizationStatusEnumType.Accepted) {
            IdTokenType group = input.info().groupIdToken();
            return Step.silent(group == null ? session : session.with(grant.inGroup(group)));
        }
        if (!grant.granted() || !session.running()) {
            return Step.silent(session);
        }
        if (rules.stopOnInvalidId()) {
            Stop stop = stop(TriggerReasonEnumType.Deauthorized, ReasonEnumType.DeAuthorized, now);
            return settle(session.ending(stop), null, rules, now);
        }
        return settle(session.with(grant.as(Grant.State.WITHHELD)), null, rules, now);
    }

    private static Step settle(Session session, @Nullable TriggerReasonEnumType cause, Rules rules, Moment now) {
        return Reporting.settle(session, cause, List.of(), true, rules, now);
    }

    private static Stop stop(TriggerReasonEnumType trigger, ReasonEnumType reason, Moment now) {
        return new Stop(trigger, reason, null, now.at(), false, false);
    }

    /** Whether a start point is reached (E01.FR.02 to FR.06). */
    static boolean starts(Session session, ChargingStateEnumType state, boolean mayStart, Rules rules) {
        boolean granted = session.grant().granted();
        for (Point point : rules.startPoints()) {
            boolean reached =
                    switch (point) {
                        case EVConnected ->
                            session.pluggedIn()
                                    && (granted || (mayStart && session.grant().state() == Grant.State.NONE));
                        case Authorized -> granted;
                        case PowerPathClosed -> granted && session.pluggedIn();
                        case EnergyTransfer -> granted && state == ChargingStateEnumType.Charging;
                    };
            if (reached) {
                return true;
            }
        }
        return false;
    }
}
