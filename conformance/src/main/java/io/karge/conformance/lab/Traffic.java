package io.karge.conformance.lab;

/** Learns what is under way on the sockets of a CSMS, as that side sees it. Called on its threads. */
public interface Traffic {
    /** For whom time passes by itself. */
    Traffic UNWATCHED = new Traffic() {};

    /** An attempt of the station's is kept waiting and will not be answered, or has ended. */
    default void kept(boolean waiting) {}

    /** A connection has begun. */
    default void opened() {}

    /** This side begins to close a connection. */
    default void closing() {}

    /** A connection is gone. */
    default void closed() {}

    /** A text leaves for the station. */
    default void sent() {}

    /** A text of the station has been taken, and its answer sent. */
    default void taken() {}
}
