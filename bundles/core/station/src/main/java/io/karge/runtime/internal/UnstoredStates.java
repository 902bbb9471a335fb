package io.karge.runtime.internal;

import io.karge.runtime.internal.loop.StationState;
import io.karge.storage.CommitResult;
import io.karge.storage.Store;
import io.karge.storage.StoreException;
import io.karge.storage.StoreState;
import io.karge.storage.StoreStateListener;
import io.karge.storage.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stations were when they ended, or restarted, while the store took nothing: kept until they run again, or until the
 * store takes it. Only the death of the process loses it. Thread-safe.
 */
final class UnstoredStates {
    private static final Logger LOG = LoggerFactory.getLogger(UnstoredStates.class);

    private final Store store;
    private final Executor files;
    private final Map<String, SortedMap<String, byte[]>> kept = new HashMap<>();
    private final StoreStateListener storeListener = this::storeChanged;

    /** @param files may block */
    UnstoredStates(Store store, Executor files) {
        this.store = store;
        this.files = files;
    }

    void begin() {
        store.addStateListener(storeListener);
    }

    void close() {
        store.removeStateListener(storeListener);
    }

    private void storeChanged(StoreState state) {
        if (state.open()) {
            files.execute(this::writeAll);
        }
    }

    /** Keeps all entries of a station that runs no more. */
    void keep(String stationId, SortedMap<String, byte[]> entries) {
        synchronized (this) {
            kept.put(stationId, entries);
        }
        if (store.state().open()) {
            files.execute(this::writeAll);
        }
    }

    /** What is kept of a station. */
    synchronized Optional<SortedMap<String, byte[]>> of(String stationId) {
        return Optional.ofNullable(kept.get(stationId));
    }

    /** The station runs on what was kept, or is deleted; false when nothing was kept, or the store has it by now. */
    synchronized boolean forget(String stationId) {
        return kept.remove(stationId) != null;
    }

    private void writeAll() {
        Map<String, SortedMap<String, byte[]>> all;
        synchronized (this) {
            all = Map.copyOf(kept);
        }
        all.forEach(this::write);
    }

    private void write(String stationId, SortedMap<String, byte[]> entries) {
        List<Write> missing;
        try {
            missing = StationState.missing(entries, store.load(StationState.prefix(stationId)));
        } catch (StoreException e) {
            LOG.debug("station={} is written when the store opens again", stationId, e);
            return;
        }
        synchronized (this) { // a station that runs again writes after this, or this is not written at all
            if (kept.get(stationId) == entries) {
                store.newWriter().commit(missing, result -> written(stationId, entries, result));
            }
        }
    }

    private synchronized void written(String stationId, SortedMap<String, byte[]> entries, CommitResult result) {
        if (result instanceof CommitResult.Committed && kept.remove(stationId, entries)) {
            LOG.info("station={} its state is stored now", stationId);
        }
    }
}
