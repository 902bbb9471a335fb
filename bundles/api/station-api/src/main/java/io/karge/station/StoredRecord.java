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
import java.lang.reflect.Constructor;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a {@link BlockState} keeps a record: JSON in an envelope with the version of the record's form, {@code
 * {"v":1,"data":{...}}}. The version is 1, or what {@link StoredVersion} says; an earlier one is brought up to it when it
 * is read, a later one is refused. Times and durations are ISO 8601 text, absent members are null, members that the record
 * no longer has are ignored. Thread-safe.
 */
public final class StoredRecord {
    /** The form of each record, held by its class alone: when a block's bundle goes nothing keeps its classes. */
    private static final ClassValue<Form> FORMS = new ClassValue<>() {
        @Override
        protected Form computeValue(Class<?> type) {
            return Form.of(type);
        }
    };

    private record Form(
            JsonMapper json, int version, @Nullable StoredMigration migration) {
        static Form of(Class<?> type) {
            StoredVersion declared = type.getAnnotation(StoredVersion.class);
            return declared == null
                    ? new Form(mapper(), 1, null)
                    : new Form(mapper(), declared.value(), made(declared.migration()));
        }

        private static StoredMigration made(Class<? extends StoredMigration> type) {
            try {
                Constructor<? extends StoredMigration> constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                return constructor.newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(
                        type.getName() + " has no constructor without parameters that works", e);
            }
        }

        /** The data of an envelope in this version. */
        JsonNode data(JsonNode envelope) {
            int stored = envelope.path("v").asInt();
            if (stored > version) {
                throw new IllegalArgumentException("it has version " + stored + ", a later release wrote it; this one"
                        + " knows no version later than version " + version);
            }
            if (stored < 1 || !(envelope.get("data") instanceof ObjectNode data)) {
                throw new IllegalArgumentException(
                        "it has no envelope of version 1" + (version > 1 ? " to " + version : ""));
            }
            if (stored == version || migration == null) {
                return data;
            }
            ObjectNode migrated = data.deepCopy();
            for (int from = stored; from < version; from++) {
                migrated = migration.next(from, migrated);
            }
            return migrated;
        }
    }

    private StoredRecord() {}

    /**
     * The stored form of a record.
     *
     * @throws IllegalArgumentException when the record holds something that has no stored form
     */
    public static byte[] write(Record value) {
        try {
            return FORMS.get(value.getClass()).json().writeValueAsBytes(envelope(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    value.getClass().getName() + " cannot be stored: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * The data of a record for people: as it is stored, a member a line, and without the envelope.
     *
     * @throws IllegalArgumentException when the record holds something that has no stored form
     */
    public static String text(Record value) {
        try {
            return FORMS.get(value.getClass())
                    .json()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    value.getClass().getName() + " cannot be shown: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * The record again.
     *
     * @throws IllegalArgumentException when the bytes are not the stored form of such a record; the message says why
     */
    public static <T extends Record> T read(byte[] stored, Class<T> type) {
        try {
            return open(FORMS.get(type).json().readTree(stored), type);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The stored form as a tree. */
    static ObjectNode envelope(Record value) {
        Form form = FORMS.get(value.getClass());
        ObjectNode envelope = form.json().createObjectNode().put("v", form.version());
        envelope.set("data", form.json().valueToTree(value));
        return envelope;
    }

    /** As {@link #read}, of the stored form as a tree. */
    static <T extends Record> T open(JsonNode envelope, Class<T> type) {
        Form form = FORMS.get(type);
        try {
            return form.json().treeToValue(form.data(envelope), type);
        } catch (JsonProcessingException e) {
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
                .addModule(StoredItem.module())
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
