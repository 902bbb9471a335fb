package io.karge.station;

import java.time.Instant;

/**
 * The append-only log of what concerns the security of the stations: who did what, and what happened to them. In the
 * container it is {@code store/security/security.log}. An OSGi service; callable on any thread, returns at once, throws
 * nothing.
 */
public interface SecurityLog {

    /** Who did it when nobody from outside did. */
    String GATEWAY = "gateway";

    /**
     * Writes an entry.
     *
     * @param entry says nothing that is secret: no password, no key, no token
     */
    void add(Entry entry);

    /**
     * One event.
     *
     * @param at station time
     * @param stationId the station that it happened to
     * @param event its name in the standard's list of security events (Part 2, appendix 1) where one fits
     * @param who the CSMS, a user, a remote address, or {@link #GATEWAY} when it did so itself
     * @param what in words
     */
    record Entry(Instant at, String stationId, String event, String who, String what) {}
}
