package io.karge.runtime;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may charge at a station, as far as it knows by itself, and who was refused there lately. Tokens are masked.
 *
 * @param cacheAvailable whether it has an authorization cache
 * @param cacheEnabled whether that is in use
 * @param tokens what is in it, last updated first
 * @param refusals the latest, newest first; none is older than the station's last start
 */
public record AuthorizationView(
        boolean cacheAvailable, boolean cacheEnabled, List<Token> tokens, List<Refusal> refusals) {

    /** Nothing is known of it. */
    public static final AuthorizationView NONE = new AuthorizationView(false, false, List.of(), List.of());

    public AuthorizationView {
        tokens = List.copyOf(tokens);
        refusals = List.copyOf(refusals);
    }

    /**
     * A token of the cache.
     *
     * @param status what the CSMS said of it last, at {@code updated}
     * @param evseIds where it may charge; empty: everywhere
     * @param expires from when on it does not count any more
     */
    public record Token(
            String token,
            String status,
            @Nullable String group,
            List<Integer> evseIds,
            Instant updated,
            Instant expires,
            boolean valid) {
        public Token {
            evseIds = List.copyOf(evseIds);
        }
    }

    /**
     * A card, or a remote start, that came to nothing.
     *
     * @param evseId 0 where none was chosen
     * @param by who refused it: the CSMS, the authorization cache, the station
     */
    public record Refusal(Instant at, int evseId, String token, String by, String why) {}
}
