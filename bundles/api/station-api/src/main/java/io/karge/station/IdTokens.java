package io.karge.station;

import io.karge.ocpp.types.IdTokenType;

/** How a token is shown to people. */
public final class IdTokens {
    private IdTokens() {}

    /** A token as it may stand in a log or a file: enough to recognise it, too little to use it. */
    public static String masked(IdTokenType token) {
        String value = token.idToken();
        return token.type().wire() + ":..." + value.substring(Math.max(0, value.length() - 2));
    }
}
