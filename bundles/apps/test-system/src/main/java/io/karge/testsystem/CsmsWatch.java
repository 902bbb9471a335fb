package io.karge.testsystem;

/**
 * Sees the connections of a {@link CsmsServer} and decides who may come. Called on the server's threads, for one station
 * one text after another in the order of the wire.
 */
public interface CsmsWatch {
    /** Lets everybody in and looks at nothing. */
    CsmsWatch NONE = new CsmsWatch() {};

    /** The status that lets a station in: Switching Protocols. */
    int ADMITTED = 101;

    /** A station with a valid password asks for a connection; gives the HTTP status of the answer. */
    default int answer(CsmsHandshake handshake) {
        return ADMITTED;
    }

    /** A station is connected. */
    default void opened(String stationId) {}

    /** A connection of the station is gone, as the CSMS sees it. */
    default void closed(String stationId) {}

    /**
     * A text came, or is about to go.
     *
     * @param fromStation or to it
     */
    default void exchanged(String stationId, boolean fromStation, String text) {}

    /** A text of the station has been taken: if it wants an answer of this CSMS, that is on its way. */
    default void taken(String stationId) {}
}
