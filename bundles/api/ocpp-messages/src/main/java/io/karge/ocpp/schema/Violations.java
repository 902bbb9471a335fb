package io.karge.ocpp.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.ocpp.RpcErrorCode;
import java.util.Locale;

/**
 * Which broken rule gets which error code (Part 4, 4.3). A value that is not of its primitive type (Part 2, 2.1.4)
 * breaks a type constraint, a value of the right type that is not allowed for its field breaks a property constraint,
 * a wrong number of values breaks an occurrence constraint.
 */
final class Violations {

    private static final int SHOWN_CHARACTERS = 40;

    private Violations() {}

    static InvalidValueException unknownField(String name, Class<?> type) {
        return new InvalidValueException(RpcErrorCode.ProtocolError, "is not a field of " + type.getSimpleName())
                .under(shown(name));
    }

    static InvalidValueException missing() {
        return new InvalidValueException(RpcErrorCode.OccurrenceConstraintViolation, "is required and missing");
    }

    static InvalidValueException itemCount(int count, int min, int max) {
        return new InvalidValueException(
                RpcErrorCode.OccurrenceConstraintViolation,
                max == Integer.MAX_VALUE
                        ? "holds %d items, at least %d are needed".formatted(count, min)
                        : "holds %d items, %d to %d are allowed".formatted(count, min, max));
    }

    static InvalidValueException type(String expected, JsonNode node) {
        return type("must be %s, not %s".formatted(expected, kind(node)));
    }

    static InvalidValueException type(String rule) {
        return new InvalidValueException(RpcErrorCode.TypeConstraintViolation, rule);
    }

    static InvalidValueException property(String rule) {
        return new InvalidValueException(RpcErrorCode.PropertyConstraintViolation, rule);
    }

    /** Half a surrogate pair is no character and could not be encoded. */
    static void requireWellFormed(String text) {
        if (!UnicodeText.isWellFormed(text)) {
            throw type("must not hold half a surrogate pair");
        }
    }

    /** A text of the other side, short enough for an error message. */
    static String shown(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : UnicodeText.cut(text, SHOWN_CHARACTERS) + "...";
    }

    private static String kind(JsonNode node) {
        String kind = node.getNodeType().name().toLowerCase(Locale.ROOT);
        return switch (node.getNodeType()) {
            case ARRAY, OBJECT -> "an " + kind;
            case NULL -> kind;
            default -> "a " + kind;
        };
    }
}
