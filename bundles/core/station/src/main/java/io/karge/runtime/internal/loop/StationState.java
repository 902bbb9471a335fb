package io.karge.runtime.internal.loop;

import io.karge.station.BlockState;
import io.karge.station.StoredRecord;
import io.karge.storage.Write;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a station has stored, in memory from its start on. What its blocks put in one step is gathered for
 * one batch. On the loop only.
 */
public final class StationState {
    private final String prefix;
    private final NavigableMap<String, Entry> entries = new TreeMap<>();
    private Map<String, Write> written = new LinkedHashMap<>();

    /** @param loaded what the store holds under {@link #prefix} */
    public StationState(String stationId, SortedMap<String, byte[]> loaded) {
        this.prefix = prefix(stationId);
        loaded.forEach((key, stored) -> entries.put(key, new Entry(stored)));
    }

    /** The prefix of all keys of a station; its identity has no slash. */
    public static String prefix(String stationId) {
        return "station/" + stationId + "/";
    }

    /** The state of one block. */
    public BlockState of(String block) {
        return new Part(prefix + block + "/");
    }

    /** Lets go of the classes of a block that has gone: its entries are bytes again. */
    public void release(String block) {
        String path = prefix + block + "/";
        entries.tailMap(path, true).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(path))
                .forEach(entry -> entry.setValue(new Entry(entry.getValue().bytes())));
    }

    /** Whether anything was written since the last {@link #takeWrites}. */
    public boolean hasWrites() {
        return !written.isEmpty();
    }

    /** What was written since the last call, each key once. */
    public List<Write> takeWrites() {
        if (written.isEmpty()) {
            return List.of();
        }
        List<Write> writes = new ArrayList<>(written.values());
        written = new LinkedHashMap<>();
        return writes;
    }

    /** One entry: bytes until it is first read, from then on the record alone. */
    private static final class Entry {
        private byte @Nullable [] stored;
        private @Nullable Record value;

        Entry(byte[] stored) {
            this.stored = stored;
        }

        Entry(Record value) {
            this.value = value;
        }

        <T extends Record> T as(Class<T> type) {
            Record present = value;
            if (type.isInstance(present)) {
                return type.cast(present);
            }
            T read = StoredRecord.read(bytes(), type);
            value = read;
            stored = null;
            return read;
        }

        byte[] bytes() {
            Record present = value;
            if (present != null) {
                return StoredRecord.write(present);
            }
            return stored == null ? new byte[0] : stored;
        }
    }

    private final class Part implements BlockState {
        private final String path;

        Part(String path) {
            this.path = path;
        }

        @Override
        public <T extends Record> Optional<T> get(String key, Class<T> type) {
            Entry entry = entries.get(path + key);
            return entry == null ? Optional.empty() : Optional.of(read(path + key, entry, type));
        }

        @Override
        public <T extends Record> Map<String, T> all(String keyPrefix, Class<T> type) {
            Map<String, T> found = new LinkedHashMap<>();
            for (Map.Entry<String, Entry> entry :
                    entries.tailMap(path + keyPrefix, true).entrySet()) {
                if (!entry.getKey().startsWith(path + keyPrefix)) {
                    break;
                }
                found.put(entry.getKey().substring(path.length()), read(entry.getKey(), entry.getValue(), type));
            }
            return found;
        }

        @Override
        public void put(String key, Record value) {
            written.put(path + key, Write.put(path + key, StoredRecord.write(value)));
            entries.put(path + key, new Entry(value));
        }

        @Override
        public void remove(String key) {
            if (entries.remove(path + key) != null) {
                written.put(path + key, Write.delete(path + key));
            }
        }

        private <T extends Record> T read(String key, Entry entry, Class<T> type) {
            try {
                return entry.as(type);
            } catch (IllegalArgumentException e) {
                throw new StateException(
                        key + " in the store is no " + type.getSimpleName() + ": " + e.getMessage()
                                + ". It is kept as it is",
                        e);
            }
        }
    }
}
