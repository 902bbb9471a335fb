package io.karge.block.authorization;

import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.station.AuthorizationCache;
import io.karge.station.AuthorizationSource;
import io.karge.station.Authorizer.Authorization;
import io.karge.station.Authorizer.Authorization.Source;
import io.karge.station.CustomerRecords;
import io.karge.station.IdTokens;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The authorization cache (C10): the latest of what the CSMS said of each token, whatever its status, over restarts. Its
 * age is judged when an entry is used; switched off it neither answers nor learns and keeps what it has (Part 2, 2.4.1).
 * When it is full an entry gives way: one that does not count any more first, then one that is not accepted, then the one
 * that was updated longest ago (C10.FR.07).
 */
final class TokenCache implements AuthorizationSource, AuthorizationCache, CustomerRecords {
    /** The same as the maxLimit of AuthCacheCtrlr.Storage; some 600 tokens. */
    static final int MOST_BYTES = 250_000;

    /** No variable says otherwise: the product lets nobody set it. */
    private static final int LIFE_TIME = 2_592_000;

    /** Made up by the CSMS for one session, or no token at all (C02.FR.03, C03.FR.02, C05.FR.02). */
    private static final Set<IdTokenEnumType> NEVER = Set.of(IdTokenEnumType.Central, IdTokenEnumType.NoAuthorization);

    private static final int UNKNOWN = -1;

    private final StationContext context;
    private final CacheKeys keys;
    /** Counted when somebody wants to know, and carried forward from then on. */
    private int usedBytes = UNKNOWN;

    TokenCache(StationContext context) {
        this.context = context;
        this.keys = new CacheKeys(context.state());
    }

    @Override
    public int rank() {
        return CACHE;
    }

    @Override
    public boolean enabled() {
        return context.deviceModel().bool(AuthorizationVariables.CACHE_ENABLED, false);
    }

    @Override
    public Optional<Authorization> find(IdTokenType idToken) {
        if (!enabled() || NEVER.contains(idToken.type())) {
            return Optional.empty();
        }
        return context.state()
                .get(keys.key(idToken), CachedToken.class)
                .filter(this::isValid)
                .map(cached -> new Authorization(idToken, cached.info(), Source.CACHE));
    }

    /** Since when what is kept of a token does not count any more; empty when nothing is, or it counts. */
    Optional<Instant> expired(IdTokenType idToken) {
        return enabled()
                ? context.state()
                        .get(keys.key(idToken), CachedToken.class)
                        .filter(cached -> !isValid(cached))
                        .map(cached -> cached.expires(lifeTime()))
                : Optional.empty();
    }

    /** The CSMS said this about a token (C10.FR.01, FR.04, FR.05). */
    void update(IdTokenType idToken, IdTokenInfoType info) {
        if (!enabled() || NEVER.contains(idToken.type())) {
            return;
        }
        String key = keys.key(idToken);
        CachedToken now = CachedToken.of(idToken, info, context.clock().now());
        int size = size(key, now)
                - context.state()
                        .get(key, CachedToken.class)
                        .map(before -> size(key, before))
                        .orElse(0);
        makeRoom(key, size);
        context.state().put(key, now);
        usedBytes = usedBytes() + size;
    }

    private void makeRoom(String forKey, int bytes) {
        if (usedBytes() + bytes <= MOST_BYTES) {
            return;
        }
        Iterator<Map.Entry<String, CachedToken>> dispensable = all().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(forKey))
                .sorted(Comparator.comparing((Map.Entry<String, CachedToken> entry) -> isValid(entry.getValue()))
                        .thenComparing(entry -> entry.getValue().accepted())
                        .thenComparing(entry -> entry.getValue().updated()))
                .iterator();
        while (usedBytes() + bytes > MOST_BYTES && dispensable.hasNext()) {
            Map.Entry<String, CachedToken> entry = dispensable.next();
            context.state().remove(entry.getKey());
            usedBytes = usedBytes() - size(entry.getKey(), entry.getValue());
        }
    }

    @Override
    public int clear() {
        Set<String> there = all().keySet();
        there.forEach(context.state()::remove);
        usedBytes = 0;
        return there.size();
    }

    @Override
    public Optional<String> put(IdTokenType idToken, IdTokenInfoType info) {
        if (!enabled()) {
            return Optional.of("the authorization cache is switched off (AuthCacheCtrlr.Enabled)");
        }
        if (NEVER.contains(idToken.type())) {
            return Optional.of("a token of type " + idToken.type() + " is never cached");
        }
        update(idToken, info);
        return Optional.empty();
    }

    @Override
    public List<Entry> entries() {
        Instant now = context.clock().now();
        return all().entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, CachedToken> one) ->
                                one.getValue().updated())
                        .reversed())
                .map(one -> one.getValue().entry(CacheKeys.tag(one.getKey()), now, lifeTime()))
                .toList();
    }

    /** What people are told of it without a token. */
    CacheReport report() {
        Collection<CachedToken> there = all().values();
        Map<String, Integer> byStatus = new TreeMap<>();
        there.forEach(cached -> byStatus.merge(cached.info().status().wire(), 1, Integer::sum));
        List<Instant> updates =
                there.stream().map(CachedToken::updated).sorted().toList();
        return new CacheReport(
                true,
                enabled(),
                there.size(),
                (int) there.stream().filter(this::isValid).count(),
                byStatus,
                usedBytes(),
                MOST_BYTES,
                updates.isEmpty() ? null : updates.get(0),
                updates.isEmpty() ? null : updates.get(updates.size() - 1));
    }

    /** The customer's own entry, and those of whom it is the group. */
    private Map<String, CachedToken> of(IdTokenType idToken) {
        String key = keys.key(idToken);
        Map<String, CachedToken> found = new TreeMap<>(all());
        found.entrySet()
                .removeIf(entry -> !entry.getKey().equals(key)
                        && !IdTokens.same(entry.getValue().info().groupIdToken(), idToken));
        return found;
    }

    /** In use or not (N09). */
    @Override
    public List<String> about(IdTokenType idToken) {
        String key = keys.key(idToken);
        return of(idToken).entrySet().stream()
                .map(entry -> {
                    CachedToken cached = entry.getValue();
                    String whose = entry.getKey().equals(key) ? "" : "A member of this group: ";
                    return whose + "Authorization cache: "
                            + cached.info().status().wire() + ", updated " + cached.updated() + ", until "
                            + cached.expires(lifeTime());
                })
                .toList();
    }

    /** N10. */
    @Override
    public List<String> clear(IdTokenType idToken) {
        Set<String> entries = of(idToken).keySet();
        entries.forEach(context.state()::remove);
        usedBytes = UNKNOWN;
        return entries.isEmpty()
                ? List.of()
                : List.of("Authorization cache: " + entries.size() + (entries.size() == 1 ? " entry" : " entries")
                        + " erased");
    }

    /** What was stamped by a clock that nobody had set. */
    void correct(StationEvent.ClockSet set) {
        all().forEach((key, cached) -> {
            if (set.concerns(cached.updated())) {
                context.state()
                        .put(key, new CachedToken(cached.label(), cached.info(), set.corrected(cached.updated())));
            }
        });
        usedBytes = UNKNOWN;
    }

    /** As stored (AuthCacheCtrlr.Storage). */
    int usedBytes() {
        if (usedBytes == UNKNOWN) {
            usedBytes = all().entrySet().stream()
                    .mapToInt(entry -> size(entry.getKey(), entry.getValue()))
                    .sum();
        }
        return usedBytes;
    }

    private Map<String, CachedToken> all() {
        return context.state().all(CacheKeys.PREFIX, CachedToken.class);
    }

    private boolean isValid(CachedToken cached) {
        return cached.isValid(context.clock().now(), lifeTime());
    }

    private Duration lifeTime() {
        return Duration.ofSeconds(context.deviceModel().integer(AuthorizationVariables.CACHE_LIFE_TIME, LIFE_TIME));
    }

    private static int size(String key, CachedToken cached) {
        return key.getBytes(StandardCharsets.UTF_8).length + StoredRecord.write(cached).length;
    }
}
