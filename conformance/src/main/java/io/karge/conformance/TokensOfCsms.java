package io.karge.conformance;

import io.karge.ocpp.messages.AuthorizeRequest;
import io.karge.ocpp.messages.AuthorizeResponse;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.messages.TransactionEventResponse;
import io.karge.ocpp.types.AuthorizationStatusEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the CSMS of a case says of idTokens, in AuthorizeResponse and TransactionEventResponse; Accepted unless told. */
final class TokensOfCsms {
    private final Map<IdTokenType, IdTokenInfoType> known = new ConcurrentHashMap<>();

    private TokensOfCsms() {}

    /** From now on the CSMS answers so. */
    static TokensOfCsms of(Bench bench) {
        TokensOfCsms tokens = new TokensOfCsms();
        bench.csms().answer(AuthorizeRequest.class, request -> AuthorizeResponse.of(tokens.info(request.idToken())));
        bench.csms().answer(TransactionEventRequest.class, tokens::response);
        return tokens;
    }

    /** From now on it says this of the token. */
    TokensOfCsms say(IdTokenType idToken, IdTokenInfoType info) {
        known.put(idToken, info);
        return this;
    }

    TokensOfCsms say(IdTokenType idToken, AuthorizationStatusEnumType status) {
        return say(idToken, IdTokenInfoType.of(status));
    }

    private TransactionEventResponse response(TransactionEventRequest event) {
        return event.idToken() == null
                ? TransactionEventResponse.of()
                : TransactionEventResponse.of().withIdTokenInfo(info(event.idToken()));
    }

    private IdTokenInfoType info(IdTokenType idToken) {
        return known.getOrDefault(idToken, IdTokenInfoType.of(AuthorizationStatusEnumType.Accepted));
    }
}
