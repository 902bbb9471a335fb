package io.karge.storage;

import java.nio.file.Path;
import java.util.SortedMap;

/**
 * The durable store of the gateway, an OSGi service. All methods may be called on any thread; those that block say so
 * and must not be called on an event loop.
 *
 * <p>A key is text such as {@code station/HYC-1/queue/000017}; whoever owns a prefix chooses what follows. A value is
 * versioned JSON bytes, never a Java class. The store does not give space back, so long-lived queues reuse their keys.
 */
public interface Store {

    /**
     * The key of an entry that the store itself adds to a backup which it restores: a backup is older than what has happened.
     * Its value names, one a line, the folders of the {@link LostStore}s that the backup replaces; the last is that of the
     * store in use until then. Whoever owns what is stored looks there before anything of it is used, and deletes the entry
     * in the batch that brings it up to date.
     */
    String RESTORED = "restored";

    /**
     * All committed entries whose key starts with the prefix, in the order of their keys, at one moment between two
     * commits. Blocks until the store thread has read them: called when a station starts, never on its loop.
     *
     * @param prefix the empty text loads everything
     * @return a copy that the caller may change
     * @throws StoreException when the store cannot be read, with the problem that {@link #state()} shows
     */
    SortedMap<String, byte[]> load(String prefix);

    /**
     * A new ordered sequence of batches. Each station takes one when it loads its state and a new one when it reloads
     * after a failure. A writer holds no resources and needs no closing.
     */
    StoreWriter newWriter();

    /** Whether commits are taken now, and what an administrator should know. Never blocks. */
    StoreState state();

    /**
     * Tells the listener each time {@link #state()} has changed, on the store thread. A listener that must not miss a
     * change registers first and reads the state after.
     */
    void addStateListener(StoreStateListener listener);

    /** Stops telling the listener; without effect when it was not registered. */
    void removeStateListener(StoreStateListener listener);

    /**
     * What could be read of a store that is not used any more and that {@link #state()} names. Blocks.
     *
     * @throws StoreException when that cannot be read now
     */
    LostContent read(LostStore lost);

    /**
     * Writes a logical backup of all committed entries, readable by the owner only. Blocks until it is on the disk.
     * The file appears whole or not at all. To restore it, see the README of this bundle.
     *
     * @param target a file that does not exist yet, in a folder that does
     * @throws StoreException when the store cannot be read, or the backup cannot be written; the message says why
     */
    BackupReport export(Path target);
}
