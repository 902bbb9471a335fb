package io.karge.runtime.internal.loop;

import io.karge.station.BlockState;
import io.karge.station.StoredRecord;
import io.karge.storage.Write;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a station has stored, in memory from its start on. What its blocks put in one step is gathered for
 * one batch. On the loop only.
 */
public final class StationState {
    private final String prefix;
    private final NavigableMap<String, Entry> entries = new TreeMap<>();
    private final UndoLog undo = new UndoLog();
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

    /** What the blocks of stations have stored: by station, by block, by the block's own key. */
    public static Map<String, Map<String, Map<String, byte[]>>> byStation(Map<String, byte[]> entries) {
        Map<String, Map<String, Map<String, byte[]>>> stations = new TreeMap<>();
        entries.forEach((key, value) -> {
            String[] path = key.split("/", 4);
            if (path.length == 4 && key.startsWith(prefix(path[1]))) {
                stations.computeIfAbsent(path[1], station -> new TreeMap<>())
                        .computeIfAbsent(path[2], block -> new TreeMap<>())
                        .put(path[3], value);
            }
        });
        return stations;
    }

    /** Where it is recorded how to undo what is put here, and whatever else a step changes. */
    public UndoLog undo() {
        return undo;
    }

    /** The state of one block. */
    public BlockState of(String block) {
        return new Part(prefix + block + "/");
    }

    /** Gives the entries of a block whose keys begin so to another block, under the same keys; in a step. */
    public void move(String from, String keyPrefix, String to) {
        String path = prefix + from + "/";
        stored(key -> key.startsWith(path + keyPrefix)).forEach((key, bytes) -> {
            String moved = prefix + to + "/" + key.substring(path.length());
            change(moved, new Entry(bytes), Write.put(moved, bytes));
            change(key, null, Write.delete(key));
        });
    }

    /** Lets go of the classes of a block that has gone: its entries are bytes again. */
    public void release(String block) {
        String path = prefix + block + "/";
        entries.tailMap(path, true).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(path))
                .forEach(entry -> entry.setValue(new Entry(entry.getValue().bytes())));
    }

    /** All that is stored, as {@link #StationState} takes it. */
    public SortedMap<String, byte[]> stored() {
        return stored(key -> true);
    }

    /** Those entries whose keys are such. */
    public SortedMap<String, byte[]> stored(Predicate<String> which) {
        SortedMap<String, byte[]> all = new TreeMap<>();
        entries.forEach((key, entry) -> {
            if (which.test(key)) {
                all.put(key, entry.bytes());
            }
        });
        return all;
    }

    /** What has to be written for the store to hold {@code wanted} of a station instead of what it holds. */
    public static List<Write> missing(SortedMap<String, byte[]> wanted, SortedMap<String, byte[]> stored) {
        List<Write> missing = new ArrayList<>();
        wanted.forEach((key, value) -> {
            if (!Arrays.equals(value, stored.get(key))) {
                missing.add(Write.put(key, value));
            }
        });
        stored.keySet().stream().filter(key -> !wanted.containsKey(key)).forEach(key -> missing.add(Write.delete(key)));
        return missing;
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

    /** Both by their keys, in the step that runs; undone, the entry and the batch are what they were. */
    private void change(String key, @Nullable Entry entry, Write write) {
        Entry entryBefore = set(entries, key, entry);
        Write writeBefore = written.put(key, write);
        undo.changed(() -> {
            set(entries, key, entryBefore);
            set(written, key, writeBefore);
        });
    }

    private static <V> @Nullable V set(Map<String, V> map, String key, @Nullable V value) {
        return value == null ? map.remove(key) : map.put(key, value);
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
            change(path + key, new Entry(value), Write.put(path + key, StoredRecord.write(value)));
        }

        @Override
        public void remove(String key) {
            if (entries.containsKey(path + key)) {
                change(path + key, null, Write.delete(path + key));
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
