package io.karge.block.availability;

import io.karge.station.BlockState;

/**
 * Whether station, EVSEs and connectors are to serve, as the CSMS set it for each on its own; kept over reboots
 * (B01.FR.07, G01.FR.02, G03.FR.08, G04.FR.09). Nothing stored is operative. What is inoperative on its own stays so
 * when what it belongs to becomes operative again (G03.FR.07, G04.FR.08).
 */
final class OperativeStates {
    private static final String PREFIX = "operative/";

    private final BlockState state;

    OperativeStates(BlockState state) {
        this.state = state;
    }

    record Operative(boolean operative) {}

    void set(Scope scope, boolean operative) {
        if (operative) {
            state.remove(key(scope));
        } else {
            state.put(key(scope), new Operative(false));
        }
    }

    /**
     * Whether a connector serves. A transaction is finished first: until then neither the EVSE nor the connector that
     * it uses goes out of service (G03.FR.05, G04.FR.06).
     *
     * @param transaction whether one runs on the connector's EVSE
     */
    boolean serves(Connector connector, boolean transaction) {
        boolean above = wanted(Scope.STATION) && wanted(new Scope(connector.evseId(), 0));
        boolean itself = wanted(Scope.of(connector));
        return (above || transaction) && (itself || (transaction && connector.isUsed()));
    }

    /** Whether a transaction delays the connector's going out of service. */
    boolean waits(Connector connector, boolean transaction) {
        return transaction && serves(connector, true) && !serves(connector, false);
    }

    private boolean wanted(Scope scope) {
        return state.get(key(scope), Operative.class).map(Operative::operative).orElse(true);
    }

    private static String key(Scope scope) {
        return PREFIX + scope.evseId() + (scope.connectorId() == 0 ? "" : "." + scope.connectorId());
    }
}
