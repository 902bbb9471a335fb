package io.karge.runtime.internal;

import io.karge.runtime.internal.loop.StationState;
import io.karge.storage.Write;
import java.util.ArrayList;
import java.util.Collections;
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
 * itself. Entries keep their keys, behind the number of the time that something was put aside. So it is with what the gateway
 * remembers by station ({@link StoredMap}).
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

    private static String key(int number, String original) {
        return PREFIX + number + "/" + original;
    }

    /** Those among all that a store holds. */
    static SortedMap<String, byte[]> in(SortedMap<String, byte[]> stored) {
        SortedMap<String, byte[]> withheld = new TreeMap<>(stored);
        withheld.keySet().removeIf(key -> !key.startsWith(PREFIX));
        return withheld;
    }

    /** Entries of one time, which has this number. */
    static SortedMap<String, byte[]> numbered(int number, SortedMap<String, byte[]> entries) {
        SortedMap<String, byte[]> withheld = new TreeMap<>();
        entries.forEach((key, value) -> withheld.put(key(number, key), value));
        return withheld;
    }

    /** What was put aside in several stores, the oldest first, as in one. */
    static SortedMap<String, byte[]> inOrder(List<SortedMap<String, byte[]>> stores) {
        SortedMap<String, byte[]> all = new TreeMap<>();
        int first = 0;
        for (SortedMap<String, byte[]> withheld : stores) {
            for (Map.Entry<String, byte[]> entry : withheld.entrySet()) {
                all.put(key(first + number(entry.getKey()), original(entry.getKey())), entry.getValue());
            }
            first = next(all);
        }
        return all;
    }

    /** The number of the next time. */
    private static int next(SortedMap<String, byte[]> withheld) {
        return withheld.keySet().stream().mapToInt(key -> number(key) + 1).max().orElse(0);
    }

    /** Those of one station, under their keys in the store. */
    static SortedMap<String, byte[]> of(String stationId, SortedMap<String, byte[]> withheld) {
        return under(StationState.prefix(stationId), withheld);
    }

    /** Those that had keys with this prefix, under their keys in the store. */
    static SortedMap<String, byte[]> under(String prefix, SortedMap<String, byte[]> withheld) {
        SortedMap<String, byte[]> its = new TreeMap<>(withheld);
        its.keySet().removeIf(key -> !original(key).startsWith(prefix));
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

    /** The blocks of one station. */
    static SortedSet<String> blocks(SortedMap<String, byte[]> withheld, String stationId) {
        return blocks(withheld).getOrDefault(stationId, Collections.emptySortedSet());
    }

    static boolean isReadable(Map<String, byte[]> entries) {
        return entries.values().stream().noneMatch(SealedStore::isSealed);
    }

    /** Those of these entries that can be read. */
    static Map<String, byte[]> readable(Map<String, byte[]> entries) {
        Map<String, byte[]> readable = new TreeMap<>(entries);
        readable.values().removeIf(SealedStore::isSealed);
        return readable;
    }

    /**
     * Puts back, of what is stored under a prefix outside of the stations, what can be read again, and aside what cannot be
     * read; each entry counts by itself.
     *
     * @param stored what is stored there; afterwards what can be used of it
     * @param withheld what was put aside of it; afterwards what is
     * @return what has to be written
     */
    static List<Write> exchange(SortedMap<String, byte[]> stored, SortedMap<String, byte[]> withheld) {
        List<Write> writes = new ArrayList<>();
        int next = next(withheld);
        new TreeMap<>(withheld).forEach((key, value) -> {
            if (!SealedStore.isSealed(value)) {
                writes.add(Write.put(original(key), value));
                writes.add(Write.delete(key));
                stored.put(original(key), value);
                withheld.remove(key);
            }
        });
        new TreeMap<>(stored).forEach((key, value) -> {
            if (SealedStore.isSealed(value)) {
                writes.add(Write.put(key(next, key), value));
                writes.add(Write.delete(key));
                stored.remove(key);
                withheld.put(key(next, key), value);
            }
        });
        return writes;
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
        int next = next(withheld);
        Map<String, Map<String, byte[]>> parts = StationState.byStation(stored).getOrDefault(stationId, Map.of());
        Set<String> unreadable = new TreeSet<>(parts.keySet());
        unreadable.removeIf(part -> isReadable(parts.getOrDefault(part, Map.of())));
        List<Write> writes = new ArrayList<>();
        stored.forEach((key, value) -> {
            String[] path = key.split("/", 4);
            boolean goes = RestoredStates.isOwn(path[2])
                    ? SealedStore.isSealed(value)
                            || (unreadable.contains(MissedEvents.FOR) && RestoredStates.isOfTransactions(path[3]))
                    : unreadable.contains(path[2]);
            if (goes) {
                writes.add(Write.put(key(next, key), value));
                writes.add(Write.delete(key));
            }
        });
        return writes;
    }
}
