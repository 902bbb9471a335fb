package io.karge.station.testkit;

import io.karge.station.BlockState;
import io.karge.station.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A block's state in memory, in the same stored form as in the gateway: what cannot be stored fails here too. */
public final class FakeState implements BlockState {
    private final SortedMap<String, byte[]> entries = new TreeMap<>();

    FakeState() {}

    @Override
    public <T extends Record> Optional<T> get(String key, Class<T> type) {
        return Optional.ofNullable(entries.get(key)).map(stored -> read(key, stored, type));
    }

    @Override
    public <T extends Record> Map<String, T> all(String prefix, Class<T> type) {
        Map<String, T> found = new LinkedHashMap<>();
        entries.tailMap(prefix).forEach((key, stored) -> {
            if (key.startsWith(prefix)) {
                found.put(key, read(key, stored, type));
            }
        });
        return found;
    }

    @Override
    public void put(String key, Record value) {
        entries.put(key, StoredRecord.write(value));
    }

    @Override
    public void remove(String key) {
        entries.remove(key);
    }

    /** Puts an entry as it is in a store, also one that another version wrote. */
    public void putStored(String key, String stored) {
        entries.put(key, stored.getBytes(StandardCharsets.UTF_8));
    }

    /** An entry as it is in the store; fails when there is none. */
    public String stored(String key) {
        byte[] entry = entries.get(key);
        if (entry == null) {
            throw new AssertionError("nothing is stored under " + key + ", only " + entries.keySet());
        }
        return new String(entry, StandardCharsets.UTF_8);
    }

    /** The keys of all entries. */
    public Set<String> keys() {
        return new TreeSet<>(entries.keySet());
    }

    private static <T extends Record> T read(String key, byte[] stored, Class<T> type) {
        try {
            return StoredRecord.read(stored, type);
        } catch (IllegalArgumentException e) {
            throw new StateException(key + ": " + e.getMessage(), e);
        }
    }
}
