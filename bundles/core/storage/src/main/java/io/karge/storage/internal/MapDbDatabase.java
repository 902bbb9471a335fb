package io.karge.storage.internal;

import io.karge.failure.FailureWords;
import io.karge.storage.Write;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mapdb.BTreeMap;
import org.mapdb.CC;
import org.mapdb.DB;
import org.mapdb.DBException;
import org.mapdb.Serializer;
import org.mapdb.StoreWAL;

/** The MapDB file with transactions enabled: one sorted map from key to bytes. */
final class MapDbDatabase implements Database {

    private final DB db;
    private final BTreeMap<String, byte[]> entries;

    private MapDbDatabase(DB db) {
        this.db = db;
        try {
            this.entries = db.treeMap("entries", Serializer.STRING, Serializer.BYTE_ARRAY)
                    .valuesOutsideNodesEnable()
                    .createOrOpen();
        } catch (Throwable e) {
            closeQuietly(e);
            throw e;
        }
    }

    /**
     * Makes an empty store, all of it or nothing, when there is none.
     *
     * @throws StoreInUseException when another process is at it
     */
    static void createIfAbsent(StoreFolder folder) throws IOException {
        try (Journal lock = Journal.open(folder.disk(), folder.journal())) {
            if (!folder.disk().exists(folder.file()) && lock.size() == 0) {
                draft(folder, Map.of());
                folder.publishDraft();
            }
        }
    }

    /** Makes a store with these entries, durable, under the name of a draft. */
    static void draft(StoreFolder folder, Map<String, byte[]> content) throws IOException {
        StoreFolder draft = folder.draft();
        StoreDisk disk = folder.disk();
        disk.delete(draft.journal());
        disk.delete(draft.file());
        disk.create(draft.file()).close();
        accessing(() -> {
            try (MapDbDatabase fresh = new MapDbDatabase(openDb(draft, false, JournaledVolume.CHECKPOINT_BYTES))) {
                fresh.apply(content.entrySet().stream()
                        .map(entry -> Write.put(entry.getKey(), entry.getValue()))
                        .toList());
                fresh.commit();
            }
            return true;
        });
        disk.delete(draft.journal());
    }

    /**
     * Opens an existing store, repairing what a crash left, and reads it once from end to end.
     *
     * @param checkpointBytes how large the journal grows before it is emptied
     * @throws CorruptStoreException when it is damaged beyond that
     * @throws IOException when the files cannot be used now; they may be sound
     */
    static MapDbDatabase open(StoreFolder folder, long checkpointBytes) throws IOException {
        Path file = folder.file();
        if (!folder.disk().exists(file)) {
            throw new CorruptStoreException(file + " is missing, but its journal is there");
        }
        try {
            return accessing(() -> {
                MapDbDatabase database = new MapDbDatabase(openDb(folder, true, checkpointBytes));
                try {
                    database.entries("");
                    return database;
                } catch (Throwable e) {
                    database.closeQuietly(e);
                    throw e;
                }
            });
        } catch (EOFException e) {
            throw new CorruptStoreException(file + " ends too early", e);
        } catch (CorruptStoreException e) {
            throw e;
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw new CorruptStoreException(file + " cannot be read: " + FailureWords.of(e), e);
        }
    }

    static MapDbDatabase open(StoreFolder folder) throws IOException {
        return open(folder, JournaledVolume.CHECKPOINT_BYTES);
    }

    /** A use of MapDB, which wraps what the disk throws. */
    private interface Access<T> {
        T run() throws IOException;
    }

    private static <T> T accessing(Access<T> access) throws IOException {
        try {
            return access.run();
        } catch (DBException.VolumeIOError e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
        }
    }

    private static DB openDb(StoreFolder folder, boolean exists, long checkpointBytes) throws IOException {
        Journal journal = Journal.open(folder.disk(), folder.journal());
        StoreFile file = null;
        try {
            file = folder.disk().open(folder.file());
            journal.replayTo(file);
            return new DB(
                    transactionalStore(
                            folder.file(),
                            new StoreVolumes(
                                    folder.file(), exists, new JournaledVolume(file, journal, checkpointBytes))),
                    exists,
                    true,
                    MapDbDatabase.class.getClassLoader(),
                    0);
        } catch (Throwable e) { // also an Error: the lock would keep this very process out
            try (journal;
                    StoreFile opened = file) {
                throw e;
            }
        }
    }

    /** As {@code DBMaker.fileDB(file).transactionEnable()} does it, but over our own volumes. */
    private static StoreWAL transactionalStore(Path file, StoreVolumes volumes) {
        boolean threadSafe = true;
        boolean headerChecksum = true;
        return StoreWAL.make(
                file.toString(),
                volumes,
                0L,
                threadSafe,
                CC.STORE_DIRECT_CONC_SHIFT,
                CC.PAGE_SIZE,
                0L,
                false,
                false,
                false,
                headerChecksum,
                false);
    }

    @Override
    public SortedMap<String, byte[]> entries(String prefix) {
        SortedMap<String, byte[]> found = new TreeMap<>();
        for (Map.Entry<String, byte[]> entry : entries.tailMap(prefix, true).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            found.put(entry.getKey(), entry.getValue());
        }
        return found;
    }

    @Override
    public void apply(List<Write> batch) {
        for (Write write : batch) {
            byte[] value = write.value();
            if (value == null) {
                entries.remove(write.key());
            } else {
                entries.put(write.key(), value);
            }
        }
    }

    @Override
    public void commit() {
        db.commit();
    }

    @Override
    public void close() {
        db.close();
    }

    private void closeQuietly(Throwable because) {
        try {
            close();
        } catch (Throwable e) {
            because.addSuppressed(e);
        }
    }
}
