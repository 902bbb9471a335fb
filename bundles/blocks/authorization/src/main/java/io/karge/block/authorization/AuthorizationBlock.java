package io.karge.block.authorization;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.ClearCacheRequest;
import io.karge.ocpp.messages.ClearCacheResponse;
import io.karge.ocpp.types.ClearCacheStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.station.AuthorizationCache;
import io.karge.station.AuthorizationSource;
import io.karge.station.Authorizer;
import io.karge.station.CustomerRecords;
import io.karge.station.FunctionalBlock;
import io.karge.station.LogSource;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The authorization of one station: {@link TokenAuthorizer} and, where the product has it, {@link TokenCache}. */
final class AuthorizationBlock implements FunctionalBlock {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorizationBlock.class);

    private final StationContext context;
    private final TokenCache cache;
    private final boolean caches;

    AuthorizationBlock(StationContext context) {
        this.context = context;
        this.cache = new TokenCache(context);
        this.caches = context.product().supports(AuthorizationVariables.CACHE);
    }

    @Override
    public void start() {
        context.offer(Authorizer.class, new TokenAuthorizer(context, cache));
        context.offer(
                LogSource.class,
                LogSource.diagnostics("authorization.json", () -> caches ? cache.report() : CacheReport.NONE));
        if (caches) {
            context.offer(AuthorizationSource.class, cache);
            context.offer(AuthorizationCache.class, cache);
            context.offer(CustomerRecords.class, cache);
            context.deviceModel()
                    .compute(AuthorizationVariables.CACHE_STORAGE, () -> Integer.toString(cache.usedBytes()));
        }
    }

    @Override
    public void on(StationEvent event) {
        if (event instanceof StationEvent.ClockSet set && set.wasWrong()) {
            cache.correct(set);
        }
    }

    @Override
    public void on(OcppRequest request, Responder responder) {
        if (request instanceof ClearCacheRequest && caches) {
            responder.answer(cleared());
        } else {
            responder.refuse(
                    RpcErrorCode.NotSupported,
                    request instanceof ClearCacheRequest
                            ? "this product has no authorization cache"
                            : request.action().wire() + " is not answered by the authorization block");
        }
    }

    /** C11. */
    private ClearCacheResponse cleared() {
        if (!cache.enabled()) {
            return ClearCacheResponse.of(ClearCacheStatusEnumType.Rejected)
                    .withStatusInfo(StatusInfoType.because("NotEnabled", "AuthCacheCtrlr.Enabled is false"));
        }
        int entries = cache.clear();
        LOG.info("station={} event=cache-cleared entries={} by=CSMS", context.stationId(), entries);
        return ClearCacheResponse.of(ClearCacheStatusEnumType.Accepted);
    }

    @Override
    public void close() {
        // Everything is in the state.
    }
}
