package io.karge.block.availability;

import io.karge.station.BlockState;

/** Whether the station and its EVSEs are to serve, as the CSMS set it; kept over reboots (B01.FR.07, G01.FR.02). */
final class OperativeStates {
    private static final String PREFIX = "operative/";
    private static final int STATION = 0;

    private final BlockState state;

    OperativeStates(BlockState state) {
        this.state = state;
    }

    /** An EVSE serves when it is operative itself and the station is. Nothing stored is operative. */
    boolean isOperative(int evseId) {
        return stored(STATION) && stored(evseId);
    }

    private boolean stored(int evseId) {
        return state.get(PREFIX + evseId, Operative.class)
                .map(Operative::operative)
                .orElse(true);
    }

    record Operative(boolean operative) {}
}
