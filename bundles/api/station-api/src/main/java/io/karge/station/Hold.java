package io.karge.station;

/** Something that keeps an EVSE, or the whole station, from something until it is released; see {@link Holds}. */
@FunctionalInterface
public interface Hold {

    /** Ends it, durably with this step where it is durable. Without effect the second time. */
    void release();
}
