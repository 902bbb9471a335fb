package io.karge.runtime.internal;

import io.karge.runtime.StationView;
import io.karge.runtime.StationView.Connector;
import io.karge.runtime.StationView.Evse;
import io.karge.station.StoredRecord;
import io.karge.storage.CommitResult;
import io.karge.storage.Store;
import io.karge.storage.StoreException;
import io.karge.storage.StoreState;
import io.karge.storage.StoreStateListener;
import io.karge.storage.StoreWriter;
import io.karge.storage.Write;
import io.karge.time.TimeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stations that were removed while transactions ran on them: nobody accounts for these, so people have to see them
 * until the cfg is back or they are discarded. Durable, outside of what is stored of the station. Thread-safe.
 */
final class RemovedStations {
    private static final Logger LOG = LoggerFactory.getLogger(RemovedStations.class);
    private static final String PREFIX = "removed/";

    private final Store store;
    private final TimeSource time;
    private final Executor files;
    private final SortedMap<String, Removed> removed = new TreeMap<>();
    private final Set<String> unwritten = new HashSet<>();
    private final StoreStateListener storeListener = this::storeChanged;
    private StoreWriter writer;
    private boolean read;

    /** A station as it was when it was removed. */
    record Removed(Instant since, StationView last) {}

    /** @param files may block */
    RemovedStations(Store store, TimeSource time, Executor files) {
        this.store = store;
        this.time = time;
        this.files = files;
        this.writer = store.newWriter();
    }

    /** Reads what the gateway of before has left, now or when the store opens. */
    void begin() {
        store.addStateListener(storeListener);
        files.execute(this::read);
    }

    void close() {
        store.removeStateListener(storeListener);
    }

    private void storeChanged(StoreState state) {
        if (state.open()) {
            files.execute(this::read);
            files.execute(this::writeAgain);
        }
    }

    private void read() {
        if (isRead()) {
            return;
        }
        SortedMap<String, byte[]> entries;
        try {
            entries = store.load(PREFIX);
        } catch (StoreException e) {
            LOG.debug("removed stations are read when the store opens", e);
            return;
        }
        synchronized (this) {
            read = true;
            entries.forEach((key, stored) -> {
                String stationId = key.substring(PREFIX.length());
                if (!unwritten.contains(stationId)) {
                    read(stationId, stored);
                }
            });
        }
    }

    private synchronized boolean isRead() {
        return read;
    }

    private void read(String stationId, byte[] stored) {
        try {
            removed.putIfAbsent(stationId, StoredRecord.read(stored, Removed.class));
        } catch (IllegalArgumentException e) {
            LOG.warn("station={} was removed with a transaction; what is stored of that cannot be read", stationId, e);
        }
    }

    /** A station is removed; {@code last} is what it was, with its transactions. */
    void put(StationView last) {
        Removed station = new Removed(time.wallClock(), last);
        synchronized (this) {
            removed.put(last.stationId(), station);
        }
        LOG.warn(
                "station={} was removed: {}", last.stationId(), problem(station).why());
        write(last.stationId());
    }

    /** The station runs again without transactions of then, or is discarded. */
    void forget(String stationId) {
        synchronized (this) {
            if (removed.remove(stationId) == null && read) {
                return;
            }
        }
        write(stationId);
    }

    private synchronized void write(String stationId) {
        unwritten.add(stationId);
        writer.commit(List.of(write(stationId, removed.get(stationId))), result -> written(stationId, result));
    }

    private static Write write(String stationId, @Nullable Removed station) {
        return station == null ? deletion(stationId) : Write.put(PREFIX + stationId, StoredRecord.write(station));
    }

    /** What makes a station forgotten for good. */
    static Write deletion(String stationId) {
        return Write.delete(PREFIX + stationId);
    }

    private synchronized void written(String stationId, CommitResult result) {
        if (result instanceof CommitResult.Failed failed) {
            LOG.warn("station={} its removal is not stored yet: {}", stationId, failed.why());
            unwritten.add(stationId);
            writer = store.newWriter();
        } else {
            unwritten.remove(stationId);
        }
    }

    private synchronized void writeAgain() {
        List.copyOf(unwritten).forEach(this::write);
    }

    synchronized boolean contains(String stationId) {
        return removed.containsKey(stationId);
    }

    synchronized List<String> ids() {
        return List.copyOf(removed.keySet());
    }

    /** What people see of the station. */
    synchronized Optional<StationView> view(String stationId) {
        return Optional.ofNullable(removed.get(stationId)).map(RemovedStations::view);
    }

    private static StationView view(Removed station) {
        StationView last = station.last();
        return new StationView(
                last.stationId(),
                last.driver(),
                last.product(),
                "offline",
                "none",
                last.networkProfile(),
                last.securityProfile(),
                "missing",
                last.evses().stream().map(RemovedStations::outOfService).toList(),
                last.transactions(),
                last.queue(),
                List.of(),
                List.of(),
                List.of(problem(station)));
    }

    private static Evse outOfService(Evse evse) {
        return new Evse(
                evse.evseId(),
                evse.connectors().stream()
                        .map(connector -> new Connector(connector.connectorId(), "Unavailable"))
                        .toList(),
                evse.transactionId());
    }

    private static StationView.Problem problem(Removed station) {
        List<String> running = new ArrayList<>();
        station.last()
                .transactions()
                .forEach(transaction -> running.add(transaction.transactionId() + " on EVSE " + transaction.evseId()));
        return new StationView.Problem(
                station.since(),
                "The station is removed while transactions run",
                "its cfg was removed with " + running
                        + ": vehicles go on charging, nobody accounts for it and the CSMS is told nothing",
                "Put the station's cfg back: the transactions go on. Or give them up for good with station:discard"
                        + " --force " + station.last().stationId());
    }
}
