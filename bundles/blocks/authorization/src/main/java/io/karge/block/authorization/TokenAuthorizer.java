package io.karge.block.authorization;

import io.karge.ocpp.messages.AuthorizeRequest;
import io.karge.ocpp.messages.AuthorizeResponse;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.station.AuthorizationSource;
import io.karge.station.Authorizer;
import io.karge.station.Authorizer.Authorization.Source;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import io.karge.station.PortCallback;
import io.karge.station.StationContext;
import java.util.Comparator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who decides about a token. Online the CSMS (C01), unless LocalPreAuthorize lets a source that knows it as Accepted do
 * (C12, C14). Without an answer of the CSMS what the sources know, as LocalAuthorizeOffline says, and about unknown
 * tokens OfflineTxForUnknownIdEnabled (C15). A token that a source knows as not accepted is refused then in any case.
 */
final class TokenAuthorizer implements Authorizer {
    private static final Logger LOG = LoggerFactory.getLogger(TokenAuthorizer.class);

    private final StationContext context;
    private final TokenCache cache;

    TokenAuthorizer(StationContext context, TokenCache cache) {
        this.context = context;
        this.cache = cache;
    }

    @Override
    public void authorize(IdTokenType idToken, PortCallback<Authorization> then) {
        if (idToken.type() == IdTokenEnumType.NoAuthorization) {
            // A start button: nothing that anyone could check (C02).
            then.answer(decided(idToken, AuthorizationStatusEnumType.Accepted));
        } else if (!context.lifeCycle().online()) {
            then.answer(offline(idToken));
        } else {
            locallyOnline(idToken).ifPresentOrElse(then::answer, () -> askCsms(idToken, then));
        }
    }

    /** A ticket from a barrier is always the CSMS's matter (C06.FR.02); so is what is known as not accepted (C10.FR.03). */
    private Optional<Authorization> locallyOnline(IdTokenType idToken) {
        return context.deviceModel().bool(AuthorizationVariables.LOCALLY_ONLINE, false)
                        && idToken.type() != IdTokenEnumType.Local
                ? known(idToken)
                : Optional.empty();
    }

    private void askCsms(IdTokenType idToken, PortCallback<Authorization> then) {
        context.call(
                AuthorizeRequest.of(idToken),
                AuthorizeResponse.class,
                CallPermission.ACCEPTED,
                reply -> then.answer(outcome(idToken, reply)));
    }

    @Override
    public Optional<Authorization> known(IdTokenType idToken) {
        return find(idToken).filter(Authorization::accepted);
    }

    @Override
    public void learned(IdTokenType idToken, IdTokenInfoType info) {
        cache.update(idToken, info);
    }

    /**
     * A CSMS that does not answer is no better than none; one that refuses has not accepted. Of an answer that is no valid
     * response a readable status counts.
     */
    private Authorization outcome(IdTokenType idToken, CallReply<AuthorizeResponse> reply) {
        if (!reply.arrived()) {
            return offline(idToken);
        }
        Optional<IdTokenInfoType> said = Optional.empty();
        if (reply instanceof CallReply.Answered<AuthorizeResponse> answered) {
            said = Optional.of(answered.response().idTokenInfo());
        } else {
            LOG.warn("station={} no valid answer to an AuthorizeRequest: {}", context.stationId(), reply.text());
            if (reply instanceof CallReply.Unreadable<AuthorizeResponse> unreadable) {
                said = unreadable.idTokenInfo();
            }
        }
        said.ifPresent(info -> learned(idToken, info)); // C10.FR.04
        return said.map(info -> new Authorization(idToken, info, Source.CSMS))
                .orElseGet(() -> new Authorization(
                        idToken, IdTokenInfoType.of(AuthorizationStatusEnumType.Invalid), Source.NO_VALID_ANSWER));
    }

    /** Accepted ones count as unknown where nobody is authorized locally. */
    private Authorization offline(IdTokenType idToken) {
        boolean locally = context.deviceModel().bool(AuthorizationVariables.LOCALLY_OFFLINE, false);
        boolean unknown = context.deviceModel().bool(AuthorizationVariables.UNKNOWN_OFFLINE, false);
        Optional<Authorization> known = find(idToken);
        return known.filter(one -> locally || !one.accepted())
                .orElseGet(() -> new Authorization(
                        idToken,
                        IdTokenInfoType.of(
                                unknown ? AuthorizationStatusEnumType.Accepted : AuthorizationStatusEnumType.Unknown),
                        Source.OFFLINE_RULE,
                        unknown ? "" : detail(idToken, known)));
    }

    /** What is known of a token that counts as unknown. */
    private String detail(IdTokenType idToken, Optional<Authorization> known) {
        return known.map(one ->
                        one.source().text() + " has it as accepted, and AuthCtrlr.LocalAuthorizeOffline is false")
                .or(() -> cache.expired(idToken)
                        .map(since -> "what the authorization cache has of it expired at " + since))
                .orElse("");
    }

    private Optional<Authorization> find(IdTokenType idToken) {
        return context.ports(AuthorizationSource.class).stream()
                .sorted(Comparator.comparingInt(AuthorizationSource::rank))
                .flatMap(source -> source.find(idToken).stream())
                .findFirst();
    }

    private static Authorization decided(IdTokenType idToken, AuthorizationStatusEnumType status) {
        return new Authorization(idToken, IdTokenInfoType.of(status), Source.OFFLINE_RULE);
    }
}
