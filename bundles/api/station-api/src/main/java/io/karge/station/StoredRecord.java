package io.karge.station;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * The form in which a {@link BlockState} keeps a record: JSON in an envelope with the version of the form, {@code
 * {"v":1,"data":{...}}}. Times and durations are ISO 8601 text, absent members are null, members that the record no
 * longer has are ignored. Thread-safe.
 */
public final class StoredRecord {
    private static final int VERSION = 1;

    /** A mapper for each record, held by its class alone: when a block's bundle goes nothing keeps its classes. */
    private static final ClassValue<JsonMapper> MAPPERS = new ClassValue<>() {
        @Override
        protected JsonMapper computeValue(Class<?> type) {
            return mapper();
        }
    };

    private StoredRecord() {}

    /**
     * The stored form of a record.
     *
     * @throws IllegalArgumentException when the record holds something that has no stored form
     */
    public static byte[] write(Record value) {
        JsonMapper json = MAPPERS.get(value.getClass());
        try {
            ObjectNode envelope = json.createObjectNode().put("v", VERSION);
            envelope.set("data", json.valueToTree(value));
            return json.writeValueAsBytes(envelope);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    value.getClass().getName() + " cannot be stored: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * The record again.
     *
     * @throws IllegalArgumentException when the bytes are not the stored form of such a record; the message says why
     */
    public static <T extends Record> T read(byte[] stored, Class<T> type) {
        JsonMapper json = MAPPERS.get(type);
        try {
            JsonNode envelope = json.readTree(stored);
            if (envelope.path("v").asInt() != VERSION || !envelope.path("data").isObject()) {
                throw new IllegalArgumentException("it has no envelope of version " + VERSION);
            }
            return json.treeToValue(envelope.get("data"), type);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static JsonMapper mapper() {
        return JsonMapper.builder()
                .typeFactory(TypeFactory.defaultInstance()
                        .withCache((LookupCache<Object, JavaType>) new LRUMap<Object, JavaType>(16, 200)))
                .visibility(PropertyAccessor.ALL, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                // Numbers come back as they were, to the last zero: a stored message is repeated identically.
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .addModule(times())
                .build();
    }

    private static SimpleModule times() {
        return new SimpleModule("times")
                .addSerializer(new TextSerializer<>(Instant.class))
                .addSerializer(new TextSerializer<>(Duration.class))
                .addDeserializer(Instant.class, new TextDeserializer<>(Instant.class, Instant::parse))
                .addDeserializer(Duration.class, new TextDeserializer<>(Duration.class, Duration::parse));
    }

    private static final class TextSerializer<T> extends StdScalarSerializer<T> {
        private static final long serialVersionUID = 1L;

        TextSerializer(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.toString());
        }
    }

    private static final class TextDeserializer<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> parse;

        TextDeserializer(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            try {
                return parse.apply(in.getText());
            } catch (DateTimeException e) {
                throw context.weirdStringException(in.getText(), handledType(), e.getMessage());
            }
        }
    }
}
