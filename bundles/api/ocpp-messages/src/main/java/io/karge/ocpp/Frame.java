package io.karge.ocpp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.karge.ocpp.schema.UnicodeText;

/** A message of OCPP-J (Part 4, 4.2). Nodes are not copied and must not be changed. */
public sealed interface Frame {

    /** The longest message id. */
    int MAX_ID_LENGTH = 36;

    /** The message id of an answer to something whose own id could not be read (Part 4, 4.2.3). */
    String UNREADABLE_ID = "-1";

    /** What ties an answer to its CALL. */
    String messageId();

    /** Whether a CALL can have this id: 1 to 36 characters (Part 4, 4.1.4) that an answer can repeat. */
    static boolean isMessageId(String id) {
        return !id.isEmpty() && id.length() <= MAX_ID_LENGTH && UnicodeText.isWellFormed(id);
    }

    /**
     * A request.
     *
     * @param action the action's name, which may be unknown
     * @param payload the request; anything but an object is found out when it is read
     * @param bytes how long the message was that came, in UTF-8; 0 for one that was made here
     */
    record Call(String messageId, String action, JsonNode payload, int bytes) implements Frame {
        public Call {
            requireMessageId(messageId);
        }

        /** One that is made here. */
        public Call(String messageId, String action, JsonNode payload) {
            this(messageId, action, payload, 0);
        }
    }

    /** A response. */
    record CallResult(String messageId, JsonNode payload) implements Frame {
        public CallResult {
            requireMessageId(messageId);
        }
    }

    /**
     * A refusal. It can always be built: an id that no CALL can have becomes "-1", a long description is cut to 255
     * characters, what could not be encoded in it is replaced, and details that are no object become an empty one.
     */
    record CallError(String messageId, RpcErrorCode code, String description, JsonNode details) implements Frame {

        private static final int MAX_DESCRIPTION_LENGTH = 255;

        public CallError {
            messageId = isMessageId(messageId) ? messageId : UNREADABLE_ID;
            description = UnicodeText.repaired(UnicodeText.cut(description, MAX_DESCRIPTION_LENGTH));
            details = details.isObject() ? details : JsonNodeFactory.instance.objectNode();
        }

        /** A refusal without details. */
        public static CallError of(String messageId, RpcErrorCode code, String description) {
            return new CallError(messageId, code, description, JsonNodeFactory.instance.objectNode());
        }
    }

    private static void requireMessageId(String id) {
        if (!isMessageId(id)) {
            throw new IllegalArgumentException(
                    "a message id has 1 to %d characters, not %d".formatted(MAX_ID_LENGTH, id.length()));
        }
    }
}
