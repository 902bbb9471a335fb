package io.karge.station;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A record inside of a stored one, in an envelope with a version of its own; only its reader knows its type. The tree
 * until it is first read, from then on the record alone. Not thread-safe.
 */
final class StoredItem {
    private @Nullable JsonNode envelope;
    private @Nullable Record value;

    StoredItem(Record value) {
        this.value = value;
    }

    private StoredItem(JsonNode envelope) {
        this.envelope = envelope;
    }

    /** @throws IllegalArgumentException when it is no such record; the message says why */
    <T extends Record> T as(Class<T> type) {
        Record present = value;
        if (type.isInstance(present)) {
            return type.cast(present);
        }
        T read = StoredRecord.open(envelope(), type);
        value = read;
        envelope = null;
        return read;
    }

    /** The stored form. */
    String text() {
        return envelope().toString();
    }

    private JsonNode envelope() {
        Record present = value;
        if (present != null) {
            return StoredRecord.envelope(present);
        }
        if (envelope == null) {
            throw new IllegalStateException("neither record nor tree");
        }
        return envelope;
    }

    /** How items are written and read; it meets trees only, so the mapper that has it learns no classes of blocks. */
    static SimpleModule module() {
        return new SimpleModule("items")
                .addSerializer(new Serializer())
                .addDeserializer(StoredItem.class, new Deserializer());
    }

    private static final class Serializer extends StdSerializer<StoredItem> {
        private static final long serialVersionUID = 1L;

        Serializer() {
            super(StoredItem.class);
        }

        @Override
        public void serialize(StoredItem item, JsonGenerator out, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(item.envelope(), out);
        }
    }

    private static final class Deserializer extends StdDeserializer<StoredItem> {
        private static final long serialVersionUID = 1L;

        Deserializer() {
            super(StoredItem.class);
        }

        @Override
        public StoredItem deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return new StoredItem(context.readTree(in));
        }
    }
}
