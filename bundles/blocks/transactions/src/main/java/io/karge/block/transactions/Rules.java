package io.karge.block.transactions;

import io.karge.station.DeviceModel;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How the station is configured at the moment (TxCtrlr, Part 2, 2.6).
 *
 * @param connectionTimeout how long an authorization waits for a plug
 */
record Rules(
        Set<Point> startPoints,
        Set<Point> stopPoints,
        Duration connectionTimeout,
        boolean stopOnInvalidId,
        boolean stopOnDisconnect) {

    /** The values of TxStartPoint and TxStopPoint that this station knows (Part 2, 2.6.6). */
    enum Point {
        EVConnected,
        Authorized,
        PowerPathClosed,
        EnergyTransfer
    }

    Rules {
        startPoints = Set.copyOf(startPoints);
        stopPoints = Set.copyOf(stopPoints);
    }

    static Rules read(DeviceModel model) {
        return new Rules(
                points(model.list(TransactionVariables.TX_START_POINT)),
                points(model.list(TransactionVariables.TX_STOP_POINT)),
                Duration.ofSeconds(model.integer(TransactionVariables.EV_CONNECTION_TIME_OUT, 60)),
                model.bool(TransactionVariables.STOP_TX_ON_INVALID_ID, true),
                model.bool(TransactionVariables.STOP_TX_ON_EV_SIDE_DISCONNECT, true));
    }

    private static Set<Point> points(List<String> names) {
        Set<Point> points = EnumSet.noneOf(Point.class);
        for (Point point : Point.values()) {
            if (names.contains(point.name())) {
                points.add(point);
            }
        }
        return points;
    }

    /** Whether the transaction ends when the authorization ends: PowerPathClosed is EVConnected and Authorized. */
    boolean stopsWithAuthorization() {
        return stopPoints.contains(Point.Authorized) || stopPoints.contains(Point.PowerPathClosed);
    }

    /** Whether the transaction ends when the vehicle is unplugged. */
    boolean stopsWithDisconnect() {
        return stopPoints.contains(Point.EVConnected) || stopPoints.contains(Point.PowerPathClosed);
    }

    boolean stopsWithEnergy() {
        return stopPoints.contains(Point.EnergyTransfer);
    }
}
