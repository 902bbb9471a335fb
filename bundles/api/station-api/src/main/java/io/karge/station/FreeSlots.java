package io.karge.station;

import java.util.BitSet;

/** The numbers that the keys of a queue end with: the lowest that is free is used next. Its cost does not grow with them. */
final class FreeSlots {
    private final BitSet taken = new BitSet();
    /** Below it none is free. */
    private int lowest;

    void take(int slot) {
        taken.set(slot);
    }

    int takeNext() {
        int slot = taken.nextClearBit(lowest);
        taken.set(slot);
        lowest = slot + 1;
        return slot;
    }

    void free(int slot) {
        taken.clear(slot);
        lowest = Math.min(lowest, slot);
    }
}
