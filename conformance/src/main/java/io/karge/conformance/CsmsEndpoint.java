package io.karge.conformance;

import io.karge.testsystem.CsmsStation;
import java.util.Optional;

/** The place where the station under test connects: a socket, or memory. Thread-safe. */
public interface CsmsEndpoint {

    /** The station's connection, empty while there is none. */
    Optional<CsmsStation> station();

    /** Sends a text to the station as it is; nothing happens while it is not connected. */
    void send(String text);

    /** Closes the connection from the CSMS's side. */
    void close();

    /** Whether the station may connect; a connection that is open stays. */
    void admit(boolean admitted);
}
