package io.karge.block.transactions;

import io.karge.ocpp.types.ReasonEnumType;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What happens at an EVSE from the first of plug and authorization to the end of both. It holds a transaction between
 * that transaction's start point and its end.
 *
 * @param evseId 0 while an authorization waits for a plug at any EVSE
 * @param pluggedAt when the vehicle was plugged in, null when none has been
 * @param waitingSince since when an authorization waits for a plug, null when it does not
 * @param energised whether energy has flowed since the authorization
 * @param progress the transaction, null when none is running
 * @param stop why the authorization ended, null while it has not
 * @param interruption what the station's restart did to the energy, null when nothing
 */
record Session(
        int evseId,
        Levels levels,
        @Nullable Instant pluggedAt,
        @Nullable Instant waitingSince,
        boolean energised,
        Grant grant,
        @Nullable Progress progress,
        @Nullable Stop stop,
        @Nullable ReasonEnumType interruption) {

    /** A session in which nothing has happened yet. */
    static Session fresh(int evseId) {
        return new Session(evseId, Levels.UNPLUGGED, null, null, false, Grant.NONE, null, null, null);
    }

    boolean running() {
        return progress != null;
    }

    boolean pluggedIn() {
        return levels.pluggedIn();
    }

    /** The vehicle that was plugged in is gone. */
    boolean disconnected() {
        return pluggedAt != null && !pluggedIn();
    }

    Session at(int evse) {
        return new Session(evse, levels, pluggedAt, waitingSince, energised, grant, progress, stop, interruption);
    }

    Session with(Levels next) {
        return new Session(evseId, next, pluggedAt, waitingSince, energised, grant, progress, stop, interruption);
    }

    Session with(Grant next) {
        return new Session(evseId, levels, pluggedAt, waitingSince, energised, next, progress, stop, interruption);
    }

    Session with(Stop next) {
        return new Session(evseId, levels, pluggedAt, waitingSince, energised, grant, progress, next, interruption);
    }

    /** Authorized, for the first time or again. */
    Session authorized(Grant next, Instant at) {
        return new Session(
                evseId, levels, pluggedAt, pluggedIn() ? null : at, false, next, progress, null, interruption);
    }

    Session with(Progress next) {
        return new Session(evseId, levels, pluggedAt, waitingSince, energised, grant, next, stop, interruption);
    }

    /** A vehicle was plugged in; what an earlier one drew does not count for it. */
    Session connected(Instant at) {
        return new Session(evseId, levels, at, null, false, grant, progress, stop, interruption);
    }

    Session waiting(Instant since) {
        return new Session(evseId, levels, pluggedAt, since, energised, grant, progress, stop, interruption);
    }

    Session energised(boolean now) {
        return new Session(evseId, levels, pluggedAt, waitingSince, now, grant, progress, stop, interruption);
    }

    Session interrupted(@Nullable ReasonEnumType by) {
        return new Session(evseId, levels, pluggedAt, waitingSince, energised, grant, progress, stop, by);
    }

    /** The last event of its transaction has this timestamp. */
    Session reported(Instant at) {
        return progress == null ? this : with(progress.reported(at));
    }

    /** With all times corrected. */
    Session corrected(UnaryOperator<Instant> correction) {
        return new Session(
                evseId,
                levels,
                pluggedAt == null ? null : correction.apply(pluggedAt),
                waitingSince == null ? null : correction.apply(waitingSince),
                energised,
                grant,
                progress == null ? null : progress.corrected(correction),
                stop == null ? null : stop.corrected(correction),
                interruption);
    }

    /** An authorization that has not led to a transaction is void. */
    Session unauthorized() {
        return grant.held() ? with(Grant.NONE) : this;
    }

    /** The authorization is over; the first stop counts. */
    Session ending(Stop next) {
        Session ended = with(grant.as(Grant.State.ENDED));
        return stop == null ? ended.with(next) : ended;
    }

    /** After the transaction: the vehicle is still there, and the card that it charged with may start it again. */
    Session finished() {
        Grant over = new Grant(Grant.State.ENDED, grant.idToken(), grant.groupIdToken(), grant.evseIds(), true, null);
        return new Session(evseId, levels, pluggedAt, null, false, over, null, null, null);
    }
}
