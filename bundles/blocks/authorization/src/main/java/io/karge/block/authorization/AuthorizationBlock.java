package io.karge.block.authorization;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.AuthorizeRequest;
import io.karge.ocpp.messages.AuthorizeResponse;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.station.Authorizer;
import io.karge.station.Authorizer.Authorization.Source;
import io.karge.station.CallPermission;
import io.karge.station.CallReply;
import io.karge.station.FunctionalBlock;
import io.karge.station.PortCallback;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.VariableKey;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The authorization of one station: the CSMS is asked (C01), or the offline rules decide (C15). */
final class AuthorizationBlock implements FunctionalBlock, Authorizer {
    static final VariableKey UNKNOWN_OFFLINE = VariableKey.of("AuthCtrlr", "OfflineTxForUnknownIdEnabled");

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizationBlock.class);

    private final StationContext context;

    AuthorizationBlock(StationContext context) {
        this.context = context;
    }

    @Override
    public void start() {
        context.offer(Authorizer.class, this);
    }

    @Override
    public void authorize(IdTokenType idToken, PortCallback<Authorization> then) {
        if (idToken.type() == IdTokenEnumType.NoAuthorization) {
            // A start button: nothing that anyone could check (C02).
            then.answer(decided(idToken, AuthorizationStatusEnumType.Accepted, Source.OFFLINE_RULE));
        } else if (context.lifeCycle().online()) {
            context.call(
                    AuthorizeRequest.of(idToken),
                    AuthorizeResponse.class,
                    CallPermission.ACCEPTED,
                    reply -> then.answer(outcome(idToken, reply)));
        } else {
            then.answer(offline(idToken));
        }
    }

    /** Nothing to do without an authorization cache: what the CSMS says of a token holds for its transaction only. */
    @Override
    public void learned(IdTokenType idToken, IdTokenInfoType info) {}

    /**
     * A CSMS that does not answer is no better than none; one that refuses has not accepted. Of an answer that is no valid
     * response a readable status counts.
     */
    private Authorization outcome(IdTokenType idToken, CallReply<AuthorizeResponse> reply) {
        if (reply instanceof CallReply.Answered<AuthorizeResponse> answered) {
            return new Authorization(idToken, answered.response().idTokenInfo(), Source.CSMS);
        }
        if (reply.arrived()) {
            LOG.warn("station={} no valid answer to an AuthorizeRequest: {}", context.stationId(), reply.text());
            Optional<IdTokenInfoType> readable = reply instanceof CallReply.Unreadable<AuthorizeResponse> unreadable
                    ? unreadable.idTokenInfo()
                    : Optional.empty();
            return new Authorization(
                    idToken, readable.orElse(IdTokenInfoType.of(AuthorizationStatusEnumType.Invalid)), Source.CSMS);
        }
        return offline(idToken);
    }

    /** Every identifier is unknown here (C15.FR.08). */
    private Authorization offline(IdTokenType idToken) {
        boolean accepted = context.deviceModel().bool(UNKNOWN_OFFLINE, false);
        return decided(
                idToken,
                accepted ? AuthorizationStatusEnumType.Accepted : AuthorizationStatusEnumType.Unknown,
                Source.OFFLINE_RULE);
    }

    private static Authorization decided(IdTokenType idToken, AuthorizationStatusEnumType status, Source source) {
        return new Authorization(idToken, IdTokenInfoType.of(status), source);
    }

    @Override
    public void on(StationEvent event) {}

    @Override
    public void on(OcppRequest request, Responder responder) {
        throw new IllegalArgumentException("authorization does not answer " + request.action());
    }

    @Override
    public void close() {}
}
