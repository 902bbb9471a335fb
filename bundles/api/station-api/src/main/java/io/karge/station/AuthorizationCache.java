package io.karge.station;

import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port of the authorization block: its cache (C10, C11), for administrators and test systems. */
public interface AuthorizationCache {

    /** Whether it is in use (AuthCacheCtrlr.Enabled). */
    boolean enabled();

    /** What is in it, in use or not, last updated first. */
    List<Entry> entries();

    /** Forgets everything, in use or not; gives how many entries that were. */
    int clear();

    /**
     * Takes what somebody says of a token as if the CSMS had said it.
     *
     * @return why not, for people; empty when it is done
     */
    Optional<String> put(IdTokenType idToken, IdTokenInfoType info);

    /**
     * One token.
     *
     * @param token masked ({@link IdTokens#masked})
     * @param group its group, masked too; null when it has none
     * @param evseIds where it may charge; empty: everywhere
     * @param updated when the CSMS last said something about it
     * @param expires from when on it does not count any more
     * @param valid whether it counts now
     */
    record Entry(
            String token,
            AuthorizationStatusEnumType status,
            @Nullable String group,
            List<Integer> evseIds,
            Instant updated,
            Instant expires,
            boolean valid) {
        public Entry {
            evseIds = List.copyOf(evseIds);
        }
    }
}
