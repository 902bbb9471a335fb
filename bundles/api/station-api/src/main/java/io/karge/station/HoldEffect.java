package io.karge.station;

/** What a {@link Hold} keeps an EVSE or the station from. */
public enum HoldEffect {
    /** No new session begins; what runs goes on. */
    REFUSES_SESSIONS,
    /** Connectors are reported Unavailable as soon as no transaction runs there. */
    SHOWN_UNAVAILABLE,
    /** The station is not idle: what waits for that (Reset OnIdle, B12) goes on waiting. */
    KEEPS_BUSY,
    /** The station is not restarted: a Reset at once is Rejected, one that waits goes on waiting. */
    KEEPS_RUNNING
}
