package io.karge.station;

/** Stands between one epoch of a block and the rest of the station. On the loop, except {@link #isOver}. */
public interface Fence {

    /** Whether the block is not there any more. Any thread. */
    boolean isOver();

    /** Whether the block may still do this; what it may not is told to those who look for defects. */
    boolean may(String what);

    /** Calls the block; false when it failed, or is not there any more. */
    boolean call(String what, Runnable task);
}
