package io.karge.block.authorization;

import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.station.AuthorizationCache;
import io.karge.station.IdTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the cache holds of a token, which is itself not there (C10.FR.12).
 *
 * @param label the token, masked
 * @param info what the CSMS said last
 * @param updated when it said so
 */
record CachedToken(String label, IdTokenInfoType info, Instant updated) {

    static CachedToken of(IdTokenType idToken, IdTokenInfoType info, Instant at) {
        return new CachedToken(IdTokens.masked(idToken), info.withCustomData(null), at);
    }

    boolean accepted() {
        return info.status() == AuthorizationStatusEnumType.Accepted;
    }

    /** From when on it is as if it were not there: as the CSMS said (C10.FR.13), else after its life (C10.FR.10). */
    Instant expires(Duration lifeTime) {
        Instant told = info.cacheExpiryDateTime();
        return told == null ? updated.plus(lifeTime) : told;
    }

    boolean isValid(Instant now, Duration lifeTime) {
        return now.isBefore(expires(lifeTime));
    }

    AuthorizationCache.Entry entry(String tag, Instant now, Duration lifeTime) {
        IdTokenType group = info.groupIdToken();
        List<Integer> evseIds = info.evseId();
        return new AuthorizationCache.Entry(
                label + " " + tag,
                info.status(),
                group == null ? null : IdTokens.masked(group),
                evseIds == null ? List.of() : evseIds,
                updated,
                expires(lifeTime),
                isValid(now, lifeTime));
    }
}
