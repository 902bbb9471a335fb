package io.karge.devicemodel;

import io.karge.station.BlockState;
import io.karge.station.StoredRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A durable state that outlives the device model of a test, in the stored form of the gateway. */
final class MapState implements BlockState {
    final SortedMap<String, byte[]> entries = new TreeMap<>();

    @Override
    public <T extends Record> Optional<T> get(String key, Class<T> type) {
        return Optional.ofNullable(entries.get(key)).map(bytes -> StoredRecord.read(bytes, type));
    }

    @Override
    public <T extends Record> Map<String, T> all(String prefix, Class<T> type) {
        Map<String, T> found = new LinkedHashMap<>();
        entries.forEach((key, bytes) -> {
            if (key.startsWith(prefix)) {
                found.put(key, StoredRecord.read(bytes, type));
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
}
