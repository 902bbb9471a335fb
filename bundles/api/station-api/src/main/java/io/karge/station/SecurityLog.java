package io.karge.station;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The append-only log of what concerns the security of the stations: who did what, and what happened to them. In the
 * container it is {@code store/security/security.log}. An OSGi service; callable on any thread, returns at once, throws
 * nothing.
 */
public interface SecurityLog {

    /** Who did it when nobody from outside did. */
    String GATEWAY = "gateway";

    /** Who did it when the CSMS had it done. */
    String CSMS = "csms";

    /**
     * Writes an entry.
     *
     * @param entry says nothing that is secret: no password, no key, no token
     */
    void add(Entry entry);

    /**
     * Copies the entries of one station, one line each, the oldest first, as they stand in the log. May block for seconds; unlike
     * all else here it may fail.
     *
     * @param oldest what is older is left out
     * @param latest what is later is left out
     * @param to is given each line
     * @throws IOException when the log cannot be read
     */
    default void read(String stationId, Optional<Instant> oldest, Optional<Instant> latest, Consumer<String> to)
            throws IOException {
        throw new IOException("this security log can only be written to");
    }

    /**
     * One event.
     *
     * @param at station time
     * @param stationId the station that it happened to
     * @param event its name in the standard's list of security events (Part 2, appendix 1) where one fits
     * @param who {@link #CSMS}, a user, a remote address, or {@link #GATEWAY} when it did so itself
     * @param what in words
     */
    record Entry(Instant at, String stationId, String event, String who, String what) {}
}
