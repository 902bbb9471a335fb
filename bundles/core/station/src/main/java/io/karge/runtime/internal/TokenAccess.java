package io.karge.runtime.internal;

import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.runtime.AuthorizationView;
import io.karge.runtime.internal.loop.OutputGate;
import io.karge.station.AuthorizationCache;
import io.karge.station.Refusals;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an administrator or a test system does with a station's authorization cache. On the loop only. */
final class TokenAccess {
    private static final Logger LOG = LoggerFactory.getLogger(TokenAccess.class);

    private TokenAccess() {}

    static AuthorizationView view(StationCore core) {
        Optional<AuthorizationCache> cache = core.ports().find(AuthorizationCache.class);
        return new AuthorizationView(
                cache.isPresent(),
                cache.map(AuthorizationCache::enabled).orElse(false),
                cache.map(AuthorizationCache::entries).orElse(List.of()).stream()
                        .map(TokenAccess::token)
                        .toList(),
                core.ports().find(Refusals.class).map(Refusals::latest).orElse(List.of()).stream()
                        .map(refusal -> new AuthorizationView.Refusal(
                                refusal.at(), refusal.evseId(), refusal.token(), refusal.by(), refusal.why()))
                        .toList());
    }

    private static AuthorizationView.Token token(AuthorizationCache.Entry entry) {
        return new AuthorizationView.Token(
                entry.token(),
                entry.status().wire(),
                entry.group(),
                entry.evseIds(),
                entry.updated(),
                entry.expires(),
                entry.valid());
    }

    /** Forgets all tokens; answers with how many when that is durable. */
    static void clear(StationCore core, String who, CompletableFuture<Integer> answer) {
        durably(core, answer, cache -> {
            int entries = cache.clear();
            LOG.info("station={} event=cache-cleared entries={} by=\"{}\"", core.stationId(), entries, who);
            return entries;
        });
    }

    /** Takes a token as if the CSMS had said it; answers when that is durable. */
    static void put(StationCore core, IdTokenType idToken, IdTokenInfoType info, CompletableFuture<Void> answer) {
        durably(core, answer, cache -> {
            cache.put(idToken, info).ifPresent(why -> {
                throw new IllegalStateException("station " + core.stationId() + ": " + why);
            });
            return null;
        });
    }

    private static <T> void durably(
            StationCore core, CompletableFuture<T> answer, Function<AuthorizationCache, T> change) {
        Optional<AuthorizationCache> cache = core.ports().find(AuthorizationCache.class);
        if (cache.isEmpty()) {
            answer.completeExceptionally(new IllegalStateException("station " + core.stationId()
                    + " keeps no authorization cache: its product has none, or karge-authorization is not installed"));
            return;
        }
        if (!core.stores()) {
            answer.completeExceptionally(notStored(core));
            return;
        }
        core.steps().run(() -> {
            T result;
            try {
                result = change.apply(cache.get());
            } catch (IllegalStateException e) {
                answer.completeExceptionally(e);
                return;
            }
            core.steps().output(new OutputGate.Output() {
                @Override
                public void release() {
                    answer.complete(result);
                }

                @Override
                public void dropped() {
                    answer.completeExceptionally(notStored(core));
                }
            });
        });
    }

    private static IllegalStateException notStored(StationCore core) {
        return new IllegalStateException("station " + core.stationId() + " cannot store anything at the moment");
    }
}
