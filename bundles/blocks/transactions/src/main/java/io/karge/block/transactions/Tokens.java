package io.karge.block.transactions;

import io.karge.ocpp.types.IdTokenType;
import org.jspecify.annotations.Nullable;

/** Compares tokens as C01.FR.25 does: same value, without regard to case, and same type. */
final class Tokens {
    private Tokens() {}

    static boolean same(@Nullable IdTokenType one, @Nullable IdTokenType other) {
        return one != null
                && other != null
                && one.type() == other.type()
                && one.idToken().equalsIgnoreCase(other.idToken());
    }
}
