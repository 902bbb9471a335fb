package io.karge.storage.internal;

import io.karge.storage.Write;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
import org.mapdb.volume.FileChannelVol;
import org.mapdb.volume.Volume;

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
    static void createIfAbsent(Path file) throws IOException {
        try (Journal lock = Journal.open(StoreFolder.journalOf(file))) {
            if (!Files.exists(file) && lock.size() == 0) {
                create(file);
            }
        }
    }

    private static void create(Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.deleteIfExists(StoreFolder.journalOf(draft));
        StoreFolder.createFile(draft);
        try (MapDbDatabase fresh = new MapDbDatabase(openDb(draft, false))) {
            fresh.commit();
        }
        Files.delete(StoreFolder.journalOf(draft));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        StoreFolder.flush(StoreFolder.of(file));
    }

    /**
     * Opens an existing store, repairing what a crash left, and reads it once from end to end.
     *
     * @throws CorruptStoreException when it is damaged beyond that
     * @throws IOException when the files cannot be used now; they may be sound
     */
    static MapDbDatabase open(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new CorruptStoreException(file + " is missing, but its journal is there");
        }
        try {
            MapDbDatabase database = new MapDbDatabase(openDb(file, true));
            try {
                database.entries("");
                return database;
            } catch (Throwable e) {
                database.closeQuietly(e);
                throw e;
            }
        } catch (DBException.VolumeIOError e) {
            if (e.getCause() instanceof IOException cause && !(cause instanceof EOFException)) {
                throw cause;
            }
            throw new CorruptStoreException(file + " ends too early", e);
        } catch (DBException.FileLocked e) {
            throw new StoreInUseException(file);
        } catch (CorruptStoreException e) {
            throw e;
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw new CorruptStoreException(file + " cannot be read: " + e, e);
        }
    }

    private static DB openDb(Path file, boolean exists) throws IOException {
        Journal journal = Journal.open(StoreFolder.journalOf(file));
        Volume volume = null;
        try {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                journal.replayTo(channel);
            }
            volume = new FileChannelVol(file.toFile(), false, 0L, CC.PAGE_SHIFT, 0L);
            return new DB(
                    transactionalStore(file, new StoreVolumes(file, exists, new JournaledVolume(volume, journal))),
                    exists,
                    true,
                    MapDbDatabase.class.getClassLoader(),
                    0);
        } catch (Throwable e) { // also an Error: the lock would keep this very process out
            if (volume != null) {
                volume.close();
            }
            journal.close();
            throw e;
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
