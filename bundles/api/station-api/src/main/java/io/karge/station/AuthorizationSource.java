package io.karge.station;

import io.karge.ocpp.types.IdTokenType;
import java.util.Optional;

/**
 * Port of what knows tokens without asking the CSMS: the authorization cache (C10, C12), a local authorization list (C13,
 * C14). Several blocks may offer it; the authorization block asks them in the order of their ranks and takes the first
 * answer.
 */
@OfferedBySeveral
public interface AuthorizationSource {

    /** The rank of the authorization cache: a local list has priority over it (C13.FR.01, C14.FR.01) and a lower one. */
    int CACHE = 100;

    /** Less is asked first. */
    int rank();

    /**
     * What is known of the token now, whatever its status; empty when it is unknown, when what was known is out of date, or
     * when the source is switched off.
     */
    Optional<Authorizer.Authorization> find(IdTokenType idToken);
}
