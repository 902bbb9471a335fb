package io.karge.testsystem;

/**
 * Sees the connections of a {@link CsmsServer} and decides who may come. Called on the server's threads, for one station
 * one text after another in the order of the wire.
 */
public interface CsmsWatch {
    /** Lets everybody in and looks at nothing. */
    CsmsWatch NONE = new CsmsWatch() {};

    /** A station with a valid password asks for a connection; when it is not admitted it gets HTTP status 503. */
    default boolean admits(String stationId) {
        return true;
    }

    /**
     * A text came, or is about to go.
     *
     * @param fromStation or to it
     */
    default void exchanged(String stationId, boolean fromStation, String text) {}
}
