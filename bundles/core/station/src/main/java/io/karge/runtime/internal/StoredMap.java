package io.karge.runtime.internal;

import io.karge.station.StoredRecord;
import io.karge.storage.CommitResult;
import io.karge.storage.Store;
import io.karge.storage.StoreException;
import io.karge.storage.StoreState;
import io.karge.storage.StoreStateListener;
import io.karge.storage.StoreWriter;
import io.karge.storage.Write;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the gateway remembers by station, durable, outside of what is stored of the stations. In memory at once, written
 * when the store takes it: what the store does not take is written again when it works. What cannot be read without the master
 * key is {@link Withheld}, and is there again with it, in the place of what was remembered meanwhile. Thread-safe.
 */
public final class StoredMap<T extends Record> {
    private static final Logger LOG = LoggerFactory.getLogger(StoredMap.class);

    private final String prefix;
    private final Class<T> type;
    private final Store store;
    private final Executor files;
    private final SortedMap<String, T> entries = new TreeMap<>();
    private final Set<String> unwritten = new HashSet<>();
    /** What was put aside, by station. */
    private final Map<String, Set<String>> withheld = new TreeMap<>();

    private final StoreStateListener storeListener = this::storeChanged;
    private StoreWriter writer;
    private Runnable whenTried = () -> {};
    private boolean attempted;
    private boolean read;

    /**
     * Empty until {@link #begin}.
     *
     * @param prefix of the keys in the store
     * @param files may block
     */
    public StoredMap(String prefix, Class<T> type, Store store, Executor files) {
        this.prefix = prefix;
        this.type = type;
        this.store = store;
        this.files = files;
        this.writer = store.newWriter();
    }

    /** What deletes the entry of a station. */
    static Write deletion(String prefix, String stationId) {
        return Write.delete(prefix + stationId);
    }

    /**
     * Reads what the gateway of before has left, now or when the store opens.
     *
     * @param then is run on a thread for files when the first attempt to read that has been made, and again when it has been
     *     read if that comes later
     */
    public void begin(Runnable then) {
        whenTried = then;
        store.addStateListener(storeListener);
        files.execute(this::read);
    }

    public void close() {
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
        SortedMap<String, byte[]> stored;
        SortedMap<String, byte[]> aside;
        try {
            stored = store.load(prefix);
            aside = Withheld.under(prefix, store.load(Withheld.PREFIX));
        } catch (StoreException e) {
            LOG.debug("{} is read when the store opens", prefix, e);
            tellOfAttempt();
            return;
        }
        List<Write> exchanged = Withheld.exchange(stored, aside);
        synchronized (this) {
            read = true;
            if (!exchanged.isEmpty()) {
                writer.commit(exchanged, result -> LOG.info("{} what cannot be read is put aside: {}", prefix, result));
            }
            aside.keySet().forEach(key -> withheld.computeIfAbsent(
                            Withheld.original(key).substring(prefix.length()), stationId -> new TreeSet<>())
                    .add(key));
            stored.forEach((key, bytes) -> {
                String stationId = key.substring(prefix.length());
                if (!unwritten.contains(stationId)) {
                    read(stationId, bytes);
                }
            });
        }
        whenTried.run();
    }

    private void tellOfAttempt() {
        synchronized (this) {
            if (attempted) {
                return;
            }
            attempted = true;
        }
        whenTried.run();
    }

    private void read(String stationId, byte[] stored) {
        try {
            entries.putIfAbsent(stationId, StoredRecord.read(stored, type));
        } catch (IllegalArgumentException e) {
            LOG.warn(
                    "station={} what is stored as {}{} cannot be read: {}",
                    stationId,
                    prefix,
                    stationId,
                    e.getMessage());
        }
    }

    /** Whether it is known what the gateway of before has left. */
    public synchronized boolean isRead() {
        return read;
    }

    public synchronized void put(String stationId, T value) {
        if (!value.equals(entries.put(stationId, value))) {
            write(stationId);
        }
    }

    /** What was put aside of the station goes too. */
    public synchronized void remove(String stationId) {
        if (entries.remove(stationId) != null || withheld.containsKey(stationId) || !read) {
            write(stationId);
        }
    }

    private void write(String stationId) {
        unwritten.add(stationId);
        List<Write> batch = new ArrayList<>();
        T value = entries.get(stationId);
        batch.add(write(stationId, value));
        if (value == null) {
            withheld.getOrDefault(stationId, Set.of()).forEach(key -> batch.add(Write.delete(key)));
        }
        writer.commit(batch, result -> written(stationId, result));
    }

    private Write write(String stationId, @Nullable T value) {
        return value == null ? deletion(prefix, stationId) : Write.put(prefix + stationId, StoredRecord.write(value));
    }

    private synchronized void written(String stationId, CommitResult result) {
        if (result instanceof CommitResult.Failed failed) {
            LOG.warn("station={} {} is not stored yet: {}", stationId, prefix, failed.why());
            unwritten.add(stationId);
            writer = store.newWriter();
        } else {
            unwritten.remove(stationId);
            if (!entries.containsKey(stationId)) {
                withheld.remove(stationId);
            }
        }
    }

    private synchronized void writeAgain() {
        List.copyOf(unwritten).forEach(this::write);
    }

    public synchronized Optional<T> get(String stationId) {
        return Optional.ofNullable(entries.get(stationId));
    }

    /** The stations of which something was put aside that cannot be read. */
    synchronized Set<String> withheld() {
        return Set.copyOf(withheld.keySet());
    }

    /** All entries at this moment, by station. */
    public synchronized SortedMap<String, T> all() {
        return new TreeMap<>(entries);
    }
}
