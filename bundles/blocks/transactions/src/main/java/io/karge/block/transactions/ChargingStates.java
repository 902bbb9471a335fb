package io.karge.block.transactions;

import io.karge.driver.VehicleState;
import io.karge.ocpp.types.ChargingStateEnumType;

/**
 * Tells the charging state from what the hardware measures. While contactors and vehicle disagree, because one of them
 * moves first, the state stays what it was.
 */
final class ChargingStates {
    private ChargingStates() {}

    static ChargingStateEnumType of(Session session) {
        if (!session.pluggedIn()) {
            return ChargingStateEnumType.Idle;
        }
        return session.levels().pathClosed() ? closed(session) : open(session);
    }

    private static ChargingStateEnumType closed(Session session) {
        if (!session.grant().granted()) {
            // The contactors are about to open; until they have, nothing else is true.
            ChargingStateEnumType last = last(session);
            return last == ChargingStateEnumType.EVConnected ? ChargingStateEnumType.Charging : last;
        }
        return switch (session.levels().vehicle()) {
            case SUSPENDED_BY_VEHICLE -> ChargingStateEnumType.SuspendedEV;
            case SUSPENDED_BY_STATION -> ChargingStateEnumType.SuspendedEVSE;
            case FINISHING, ABSENT -> last(session);
            case WAITING, CHARGING -> ChargingStateEnumType.Charging;
        };
    }

    private static ChargingStateEnumType open(Session session) {
        return switch (session.grant().state()) {
            case NONE, ENDED -> ChargingStateEnumType.EVConnected;
            case WITHHELD -> ChargingStateEnumType.SuspendedEVSE;
            case GRANTED ->
                session.energised()
                        ? paused(session)
                        : preparing(session.levels().vehicle());
        };
    }

    private static ChargingStateEnumType preparing(VehicleState vehicle) {
        return switch (vehicle) {
            case SUSPENDED_BY_VEHICLE -> ChargingStateEnumType.SuspendedEV;
            case SUSPENDED_BY_STATION -> ChargingStateEnumType.SuspendedEVSE;
            case ABSENT, WAITING, CHARGING, FINISHING -> ChargingStateEnumType.EVConnected;
        };
    }

    private static ChargingStateEnumType paused(Session session) {
        return switch (session.levels().vehicle()) {
            case SUSPENDED_BY_VEHICLE -> ChargingStateEnumType.SuspendedEV;
            case SUSPENDED_BY_STATION, WAITING -> ChargingStateEnumType.SuspendedEVSE;
            case ABSENT, CHARGING, FINISHING -> last(session);
        };
    }

    private static ChargingStateEnumType last(Session session) {
        Progress progress = session.progress();
        return progress == null || progress.chargingState() == ChargingStateEnumType.Idle
                ? ChargingStateEnumType.EVConnected
                : progress.chargingState();
    }
}
