package io.karge.transport;

import io.karge.ocpp.Frame;
import java.util.Optional;

/** Sees every message of a connection as it goes over the wire, for the message log. Called on the station's loop. */
@FunctionalInterface
public interface FrameTap {

    /** Which way a message went. */
    enum Direction {
        /** From the CSMS to the station. */
        IN,
        /** From the station to the CSMS. */
        OUT
    }

    /**
     * A message passed.
     *
     * @param text as on the wire: it may hold secrets
     * @param frame the message, empty when it could not be read
     * @param action of the CALL or of the CALL that is answered, empty when that is not known
     */
    void passed(Direction direction, String text, Optional<Frame> frame, String action);
}
