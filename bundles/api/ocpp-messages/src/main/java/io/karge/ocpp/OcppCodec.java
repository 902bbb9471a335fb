package io.karge.ocpp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.ocpp.schema.InvalidValueException;
import io.karge.ocpp.schema.RecordSchema;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Text to frame, payload to record, and back (Part 4, chapter 4). Reading never throws, whatever comes in: size, depth
 * and the number of values are bounded, and what is wrong is a result. Thread-safe; one codec serves all.
 */
public final class OcppCodec {

    /** The longest message that is read, in characters, unless told otherwise. */
    public static final int DEFAULT_MAX_LENGTH = 32_000_000;

    private static final int MAX_DEPTH = 100;
    private static final int MAX_TOKENS = 2_000_000;
    private static final int MAX_DIGITS = 1_000;

    private final JsonFactory factory;
    private final ObjectMapper mapper;

    public OcppCodec() {
        this(DEFAULT_MAX_LENGTH);
    }

    /**
     * A codec with a bound of its own.
     *
     * @param maxLength the longest message that is read, in characters
     */
    public OcppCodec(int maxLength) {
        factory = JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(maxLength)
                        .maxStringLength(maxLength)
                        .maxTokenCount(MAX_TOKENS)
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_DIGITS)
                        .build())
                .build();
        mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    /** Reads what came over the WebSocket. */
    public FrameReading readFrame(String text) {
        try (JsonParser parser = factory.createParser(text)) {
            return new FrameReader(mapper, parser, text).read();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail", e);
        }
    }

    /** Reads the request of a CALL; an action that OCPP does not know is {@code NotImplemented}. */
    public MessageReading<OcppRequest> readRequest(Frame.Call call) {
        return Action.of(call.action())
                .map(action -> this.<OcppRequest>read(call.payload(), action.requestType()))
                .orElseGet(() ->
                        new MessageReading.Invalid<>(RpcErrorCode.NotImplemented, "", "OCPP 2.0.1 has no such action"));
    }

    /** Reads the response to a CALL of an action. */
    public MessageReading<OcppResponse> readResponse(Action action, Frame.CallResult result) {
        return read(result.payload(), action.responseType());
    }

    /** Reads any message or data type, for example one that was stored. */
    public <T> MessageReading<T> read(JsonNode payload, Class<? extends T> type) {
        try {
            return new MessageReading.Ok<>(RecordSchema.of(type).read(payload));
        } catch (InvalidValueException e) {
            return new MessageReading.Invalid<>(e.code(), e.path(), e.text());
        }
    }

    /**
     * The payload of a message, or the object of a data type.
     *
     * @param value a record of {@link io.karge.ocpp.messages} or {@link io.karge.ocpp.types}
     */
    public ObjectNode payload(Object value) {
        return RecordSchema.of(value.getClass()).write(value);
    }

    /** A CALL with a request. */
    public Frame.Call call(String messageId, OcppRequest request) {
        return new Frame.Call(messageId, request.action().wire(), payload(request));
    }

    /** The CALLRESULT with a response. */
    public Frame.CallResult callResult(String messageId, OcppResponse response) {
        return new Frame.CallResult(messageId, payload(response));
    }

    /** Writes a frame as compact JSON. */
    public String write(Frame frame) {
        ArrayNode array = mapper.createArrayNode();
        if (frame instanceof Frame.Call call) {
            array.add(2).add(call.messageId()).add(call.action()).add(call.payload());
        } else if (frame instanceof Frame.CallResult result) {
            array.add(3).add(result.messageId()).add(result.payload());
        } else if (frame instanceof Frame.CallError error) {
            array.add(4)
                    .add(error.messageId())
                    .add(error.code().wire())
                    .add(error.description())
                    .add(error.details());
        }
        try {
            return mapper.writeValueAsString(array);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a tree in memory cannot fail", e);
        }
    }
}
