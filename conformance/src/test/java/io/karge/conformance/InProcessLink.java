package io.karge.conformance;

import io.karge.conformance.lab.Laboratory;
import io.karge.transport.WebSocketConnector;

/** What a station in-process connects with, and its CSMS. */
interface InProcessLink extends AutoCloseable {
    WebSocketConnector sockets();

    /** From now on the station is broken as it is meant to be. */
    void breakNow();

    /** As {@link StationUnderTest#laboratory}. */
    default Laboratory laboratory() {
        throw new IllegalStateException("the case does not say how its station connects");
    }

    @Override
    default void close() {}
}
