package io.karge.ocpp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.karge.ocpp.FrameReading.Broken.Meant;
import io.karge.ocpp.schema.UnicodeText;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one frame, step by step, so that whatever is wrong with it is answered under its own message id as soon as that
 * is known. Used once.
 */
final class FrameReader {

    private static final String CALL = "2";
    private static final String CALL_RESULT = "3";
    private static final String CALL_ERROR = "4";

    private final ObjectMapper mapper;
    private final JsonParser parser;
    private final String text;
    private @Nullable String messageType;
    private String messageId = Frame.UNREADABLE_ID;
    private boolean inPayload;

    /** @param parser of the text */
    FrameReader(ObjectMapper mapper, JsonParser parser, String text) {
        this.mapper = mapper;
        this.parser = parser;
        this.text = text;
    }

    FrameReading read() throws IOException {
        try {
            return frame();
        } catch (NoFrameException e) {
            return broken(RpcErrorCode.RpcFrameworkError, e.rule);
        } catch (JsonProcessingException e) {
            return malformed(describe(e));
        } catch (NumberFormatException e) { // Jackson lets it through for exponents beyond an int
            return malformed("a number beyond all bounds");
        }
    }

    private FrameReading frame() throws IOException, NoFrameException {
        require(parser.nextToken() == JsonToken.START_ARRAY, "a message is a JSON array");
        require(parser.nextToken() == JsonToken.VALUE_NUMBER_INT, "a message begins with an integer, its type");
        String type = parser.getText();
        if (!type.equals(CALL) && !type.equals(CALL_RESULT) && !type.equals(CALL_ERROR)) {
            return new FrameReading.Ignored(type.length() > 10 ? type.substring(0, 10) + "..." : type);
        }
        messageType = type;
        messageId = messageId();
        Frame frame =
                switch (type) {
                    case CALL -> new Frame.Call(messageId, string("action"), payload(), bytes(text));
                    case CALL_RESULT -> new Frame.CallResult(messageId, payload());
                    default -> callError();
                };
        require(parser.nextToken() == JsonToken.END_ARRAY, "a message of type " + type + " has no further elements");
        require(parser.nextToken() == null, "nothing follows a message");
        return new FrameReading.Ok(frame);
    }

    /** The length in UTF-8. */
    private static int bytes(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x7F) {
                bytes += c > 0x7FF && !Character.isSurrogate(c) ? 2 : 1;
            }
        }
        return bytes;
    }

    private String messageId() throws IOException, NoFrameException {
        String id = string("message id");
        require(Frame.isMessageId(id), "a message id has 1 to " + Frame.MAX_ID_LENGTH + " characters");
        return id;
    }

    private String string(String what) throws IOException, NoFrameException {
        require(parser.nextToken() == JsonToken.VALUE_STRING, "the " + what + " is a string");
        String text = parser.getText();
        require(UnicodeText.isWellFormed(text), "the " + what + " does not hold half a surrogate pair");
        return text;
    }

    /** A payload of null stands for an empty object (Part 4, 4.1.5). */
    private JsonNode payload() throws IOException, NoFrameException {
        JsonNode payload = tree("payload");
        return payload.isNull() ? mapper.createObjectNode() : payload;
    }

    private JsonNode tree(String what) throws IOException, NoFrameException {
        inPayload = true;
        JsonToken token = parser.nextToken();
        require(token != null && !token.isStructEnd(), "the " + what + " is missing");
        JsonNode tree = mapper.readTree(parser);
        inPayload = false;
        return tree;
    }

    private Frame callError() throws IOException, NoFrameException {
        String code = string("error code");
        String description = string("error description");
        JsonNode details = tree("error details");
        return RpcErrorCode.of(code)
                .map(known -> new Frame.CallError(messageId, known, description, details))
                .orElseGet(() ->
                        new Frame.CallError(messageId, RpcErrorCode.GenericError, code + ": " + description, details));
    }

    private FrameReading.Broken malformed(String text) {
        return broken(inPayload ? RpcErrorCode.FormatViolation : RpcErrorCode.RpcFrameworkError, text);
    }

    private FrameReading.Broken broken(RpcErrorCode code, String text) {
        return new FrameReading.Broken(messageId, code, text, meant());
    }

    private Meant meant() {
        if (CALL_RESULT.equals(messageType)) {
            return Meant.CALL_RESULT;
        }
        return CALL_ERROR.equals(messageType) ? Meant.CALL_ERROR : Meant.CALL;
    }

    private static String describe(JsonProcessingException e) {
        String what;
        if (e instanceof StreamConstraintsException) {
            what = "too large or nested too deeply";
        } else if (e instanceof MismatchedInputException) {
            what = "an object has a field twice";
        } else {
            what = "no valid JSON";
        }
        return e.getLocation() == null
                ? what
                : what + " at character " + e.getLocation().getCharOffset();
    }

    private static void require(boolean condition, String rule) throws NoFrameException {
        if (!condition) {
            throw new NoFrameException(rule);
        }
    }

    private static final class NoFrameException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String rule;

        NoFrameException(String rule) {
            super(rule);
            this.rule = rule;
        }
    }
}
