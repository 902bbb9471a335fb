package io.karge.ocpp.types;

import io.karge.ocpp.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** An entry of the local authorization list; without idTokenInfo it is to be removed (D01). */
public record AuthorizationData(
        IdTokenType idToken,
        @Nullable IdTokenInfoType idTokenInfo,
        @Nullable CustomDataType customData) {
    public AuthorizationData {
        RecordSchema.check(AuthorizationData.class, idToken, idTokenInfo, customData);
    }

    public static AuthorizationData of(IdTokenType idToken) {
        return new AuthorizationData(idToken, null, null);
    }

    public AuthorizationData withIdTokenInfo(@Nullable IdTokenInfoType idTokenInfo) {
        return new AuthorizationData(idToken, idTokenInfo, customData);
    }

    public AuthorizationData withCustomData(@Nullable CustomDataType customData) {
        return new AuthorizationData(idToken, idTokenInfo, customData);
    }
}
