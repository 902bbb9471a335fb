package io.karge.station;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which tokens are one, how a token is shown to people, and where it is. */
public final class IdTokens {
    /** What stands in place of a token that was erased (N10). */
    public static final String ERASED = "erased";

    private static final String TOKEN = "idToken";
    private static final String GROUP = "groupIdToken";

    private IdTokens() {}

    /**
     * A token as it may stand in a log or a file: enough to recognise it, too little to use it. Of a key code nothing is
     * shown (C04.FR.04).
     */
    public static String masked(IdTokenType token) {
        String value = token.type() == IdTokenEnumType.KeyCode ? "" : token.idToken();
        return token.type().wire() + ":..." + value.substring(Math.max(0, value.length() - 2));
    }

    /** Whether two are one: the same text, without regard to case, and the same type (C01.FR.25). */
    public static boolean same(@Nullable IdTokenType one, @Nullable IdTokenType other) {
        return one != null
                && other != null
                && one.type() == other.type()
                && one.idToken().equalsIgnoreCase(other.idToken());
    }

    /** Whether a message names the token, as the payload of a CALL has it. */
    public static boolean isIn(JsonNode payload, IdTokenType token) {
        return payload.findValues(TOKEN).stream().anyMatch(found -> is(found, token))
                || payload.findValues(GROUP).stream().anyMatch(found -> is(found, token));
    }

    /** The payload with {@link #ERASED} where it names the token; the same one when it does not. */
    public static JsonNode erased(JsonNode payload, IdTokenType token) {
        if (!isIn(payload, token)) {
            return payload;
        }
        JsonNode erased = payload.deepCopy();
        Stream.of(TOKEN, GROUP)
                .flatMap(field -> erased.findValues(field).stream())
                .filter(found -> is(found, token))
                .forEach(found -> ((ObjectNode) found).put(TOKEN, ERASED));
        return erased;
    }

    private static boolean is(JsonNode found, IdTokenType token) {
        return found.isObject()
                && found.path(TOKEN).asText().equalsIgnoreCase(token.idToken())
                && found.path("type").asText().equals(token.type().wire());
    }
}
