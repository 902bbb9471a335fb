package io.karge.station;

import java.time.Instant;
import java.util.List;

/** Port of the transactions block: who was refused lately, for administrators. */
public interface Refusals {

    /** The latest, newest first; forgotten when the station restarts. */
    List<Refusal> latest();

    /**
     * A token that was presented, or remotely started with, and may not charge.
     *
     * @param evseId the EVSE that was chosen, 0 when none was
     * @param token masked ({@link IdTokens#masked})
     * @param by who refused it, for people: the CSMS, the authorization cache, the station
     * @param why in a few words
     */
    record Refusal(Instant at, int evseId, String token, String by, String why) {}
}
