package io.karge.station;

import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;

/** How a token is shown to people. */
public final class IdTokens {
    private IdTokens() {}

    /**
     * A token as it may stand in a log or a file: enough to recognise it, too little to use it. Of a key code nothing is
     * shown (C04.FR.04).
     */
    public static String masked(IdTokenType token) {
        String value = token.type() == IdTokenEnumType.KeyCode ? "" : token.idToken();
        return token.type().wire() + ":..." + value.substring(Math.max(0, value.length() - 2));
    }
}
