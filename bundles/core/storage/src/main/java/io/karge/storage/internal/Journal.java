package io.karge.storage.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The redo journal beside the store file: every commit is on the disk here, with a checksum, before the store file is
 * touched. After a crash the journal is written to the store file again from its start, which repairs whatever the
 * crash left half written; a torn record at its end is a commit that never was. The journal also holds the lock that
 * keeps a second process out.
 *
 * <p>It is emptied only when the store file was flushed and then read back, and is what the journal says. What is read
 * back comes from the memory of the operating system, mostly: that finds a write that went wrong in this process or in
 * the system, not a disk that lies about what it has stored.
 */
final class Journal implements Closeable {

    private final Path path;
    private final StoreFile file;
    private long end;

    private Journal(Path path, StoreFile file) throws IOException {
        this.path = path;
        this.file = file;
        this.end = file.length();
    }

    /**
     * Opens the journal, creating an empty one, and locks it.
     *
     * @throws StoreInUseException when another process holds it
     */
    static Journal open(StoreDisk disk, Path path) throws IOException {
        boolean present = disk.exists(path);
        StoreFile file = disk.create(path);
        try {
            if (!present) { // what is in it is not durable if its name is not
                disk.flush(Objects.requireNonNull(path.getParent(), "a journal lies in a folder"));
            }
            if (!file.tryLock()) {
                throw new StoreInUseException(path);
            }
            return new Journal(path, file);
        } catch (Throwable e) {
            file.close();
            throw e;
        }
    }

    /** The bytes that a replay would read. */
    long size() {
        return end;
    }

    /**
     * Appends one commit and returns when it is on the disk. After a failure the journal has to be opened again: nobody
     * knows what of the commit is in it.
     */
    void append(long storeLength, List<Change> changes) throws IOException {
        var commit = JournalRecords.encode(storeLength, changes);
        int size = commit.remaining();
        file.writeFully(commit, end);
        file.force();
        end += size;
    }

    /**
     * Writes all commits of the journal to the store file again, flushes it and empties the journal.
     *
     * @throws CorruptStoreException when a damaged record is followed by an intact one: commits would be lost
     */
    void replayTo(StoreFile store) throws IOException {
        if (end == 0) {
            return;
        }
        JournalRecords records = JournalRecords.of(file.readAll());
        if (records.continuesAfterDamage()) { // each record is on the disk before the next begins
            throw new CorruptStoreException(path + " is damaged at byte " + records.intactEnd());
        }
        if (records.intactEnd() > 0) {
            records.replayTo(store);
            store.force();
            records.requireIn(store);
        }
        reset();
    }

    /**
     * Flushes the store file, to which all commits have been written, reads it back and empties the journal.
     *
     * @throws IOException when that fails or the store file is not what the journal says: the journal is as before, and
     *     opening the store again repairs it
     */
    void checkpoint(StoreFile store) throws IOException {
        store.force();
        if (end == 0) {
            return;
        }
        JournalRecords records = JournalRecords.of(file.readAll());
        if (records.intactEnd() != end) {
            throw new IOException(path + " is not what was written to it at byte " + records.intactEnd());
        }
        records.requireIn(store);
        reset();
    }

    private void reset() throws IOException {
        file.truncate(0);
        file.force();
        end = 0;
    }

    /** Closes and unlocks, keeping what is in it. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
