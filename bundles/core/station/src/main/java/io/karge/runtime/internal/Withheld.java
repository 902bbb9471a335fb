package io.karge.runtime.internal;

import io.karge.runtime.internal.loop.StationState;
import io.karge.storage.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What stations have stored and cannot be read, because the master key is away that it was encrypted with: put aside, where
 * nobody overwrites it, until it can be read again ({@link ReturnedStates}). A block one of whose entries cannot be read
 * begins anew, so that nothing of what it has stored is told without the rest; of the runtime's own entries each counts by
 * itself. Entries keep their keys, behind the number of the time that something was put aside.
 */
final class Withheld {
    static final String PREFIX = "withheld/";

    private Withheld() {}

    /** The key that an entry had, which it was encrypted for. */
    static String original(String key) {
        return key.startsWith(PREFIX) ? key.substring(key.indexOf('/', PREFIX.length()) + 1) : key;
    }

    private static int number(String key) {
        return Integer.parseInt(key.substring(PREFIX.length(), key.indexOf('/', PREFIX.length())));
    }

    /** Those of one station, under their keys in the store. */
    static SortedMap<String, byte[]> of(String stationId, SortedMap<String, byte[]> withheld) {
        SortedMap<String, byte[]> its = new TreeMap<>(withheld);
        its.keySet().removeIf(key -> !original(key).startsWith(StationState.prefix(stationId)));
        return its;
    }

    /** By the number of the time, the last one first: what was put aside then, under the keys that it had. */
    static SortedMap<Integer, SortedMap<String, byte[]>> byTime(SortedMap<String, byte[]> withheld) {
        SortedMap<Integer, SortedMap<String, byte[]>> times = new TreeMap<>((one, other) -> other - one);
        withheld.forEach((key, value) ->
                times.computeIfAbsent(number(key), time -> new TreeMap<>()).put(original(key), value));
        return times;
    }

    /** The stations and blocks that entries are of. */
    static Map<String, SortedSet<String>> blocks(SortedMap<String, byte[]> withheld) {
        Map<String, SortedSet<String>> blocks = new TreeMap<>();
        byTime(withheld).values().forEach(entries -> StationState.byStation(entries)
                .forEach((stationId, parts) ->
                        blocks.computeIfAbsent(stationId, id -> new TreeSet<>()).addAll(parts.keySet())));
        return blocks;
    }

    static boolean isReadable(SortedMap<String, byte[]> entries) {
        return entries.values().stream().noneMatch(SealedStore::isSealed);
    }

    /**
     * What has to be written for a station to run without what cannot be read.
     *
     * @param stored what the store holds of the station
     * @param withheld what was put aside before
     */
    static List<Write> putAside(
            String stationId, SortedMap<String, byte[]> stored, SortedMap<String, byte[]> withheld) {
        if (isReadable(stored)) {
            return List.of();
        }
        SortedMap<Integer, SortedMap<String, byte[]>> before = byTime(withheld);
        int next = before.isEmpty() ? 0 : before.firstKey() + 1;
        Map<String, Map<String, byte[]>> parts = StationState.byStation(stored).getOrDefault(stationId, Map.of());
        Set<String> unreadable = new TreeSet<>(parts.keySet());
        unreadable.removeIf(part -> isReadable(new TreeMap<>(parts.getOrDefault(part, Map.of()))));
        List<Write> writes = new ArrayList<>();
        stored.forEach((key, value) -> {
            String[] path = key.split("/", 4);
            boolean goes = RestoredStates.isOwn(path[2])
                    ? SealedStore.isSealed(value)
                            || (unreadable.contains(MissedEvents.FOR) && RestoredStates.isOfTransactions(path[3]))
                    : unreadable.contains(path[2]);
            if (goes) {
                writes.add(Write.put(PREFIX + next + "/" + key, value));
                writes.add(Write.delete(key));
            }
        });
        return writes;
    }
}
