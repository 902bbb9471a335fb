package io.karge.block.transactions;

import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.station.IdTokens;
import org.jspecify.annotations.Nullable;

/** Compares tokens as C01.FR.25 does: same value, without regard to case, and same type. */
final class Tokens {
    private Tokens() {}

    static boolean same(@Nullable IdTokenType one, @Nullable IdTokenType other) {
        return IdTokens.same(one, other);
    }

    /** The group that a token belongs to: an empty one, or NoAuthorization, is none (Part 2, C, 1.2). */
    static @Nullable IdTokenType group(@Nullable IdTokenType told) {
        return told == null || told.idToken().isBlank() || told.type() == IdTokenEnumType.NoAuthorization ? null : told;
    }
}
