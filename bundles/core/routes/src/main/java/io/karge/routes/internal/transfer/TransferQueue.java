package io.karge.routes.internal.transfer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What waits for its turn, fairly between stations: each gets one in turn, however many it asks for. Not thread-safe.
 *
 * @param <T> what waits
 */
final class TransferQueue<T> {
    private final Map<String, Deque<T>> stations = new LinkedHashMap<>();

    void add(String stationId, T waiting) {
        stations.computeIfAbsent(stationId, id -> new ArrayDeque<>()).add(waiting);
    }

    /** The next, which leaves the queue. */
    Optional<T> next() {
        Iterator<Map.Entry<String, Deque<T>>> first = stations.entrySet().iterator();
        if (!first.hasNext()) {
            return Optional.empty();
        }
        Map.Entry<String, Deque<T>> station = first.next();
        String stationId = station.getKey();
        Deque<T> own = station.getValue();
        first.remove();
        T next = own.remove();
        if (!own.isEmpty()) {
            stations.put(stationId, own); // behind the others
        }
        return Optional.of(next);
    }

    /** Takes it out; whether it was there. */
    boolean remove(String stationId, T waiting) {
        Deque<T> own = stations.get(stationId);
        if (own == null || !own.remove(waiting)) {
            return false;
        }
        if (own.isEmpty()) {
            stations.remove(stationId);
        }
        return true;
    }
}
