package io.karge.station;

import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;

/** Port of the authorization block: who may charge (C01 to C15). */
public interface Authorizer {

    /** Finds out whether the token may charge. */
    void authorize(IdTokenType idToken, PortCallback<Authorization> then);

    /** The CSMS said something about a token in a TransactionEventResponse. */
    void learned(IdTokenType idToken, IdTokenInfoType info);

    /**
     * The outcome for one token.
     *
     * @param info as the CSMS, the cache or the offline rules have it; {@code info.status()} decides
     * @param source who decided
     */
    record Authorization(IdTokenType idToken, IdTokenInfoType info, Source source) {
        public enum Source {
            CSMS,
            CACHE,
            OFFLINE_RULE
        }
    }
}
