package io.karge.storage.internal;

import io.karge.storage.Store;
import io.karge.time.TimeSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts exactly the backup that an administrator has laid beside the store in the place of the store. Before anything is
 * touched the backup is read from end to end and a new store made of it; the present store is set aside, and the new one
 * tells where ({@link Store#RESTORED}). Interrupted anywhere, the next start does the rest.
 */
final class Restore {

    private static final Logger LOG = LoggerFactory.getLogger(Restore.class);

    private final StoreFolder store;
    private final LostStores lost;
    private final TimeSource time;

    Restore(StoreFolder store, LostStores lost, TimeSource time) {
        this.store = store;
        this.lost = lost;
        this.time = time;
    }

    /** Whether something lies where a backup to be restored belongs. */
    boolean isRequested() {
        return store.disk().exists(store.restore());
    }

    /**
     * Restores it; the store must not be open.
     *
     * @throws RestoreRefusedException when it is no backup: nothing was touched
     * @throws IOException when that is not possible now
     */
    void run() throws IOException {
        SortedMap<String, byte[]> backup = readBackup();
        SortedMap<String, byte[]> present = lost.readOrKeepAside();
        byte[] unsettled = present.get(Store.RESTORED);
        if (!equal(owned(present), backup)) {
            Path aside = asideFor(present);
            SortedMap<String, byte[]> next = new TreeMap<>(backup);
            // Nobody has looked at what was before the present one: that counts, not what the last restore brought.
            next.put(Store.RESTORED, unsettled == null ? replaced(aside) : unsettled);
            MapDbDatabase.draft(store, next);
            if (present.isEmpty()) {
                lost.describeUnknown(aside);
            } else {
                lost.keepAside(aside, present);
                LOG.info("The store of before the restore, {} entries, was set aside in {}", present.size(), aside);
            }
            store.publishDraft();
        }
        lost.replacedBy(backup);
        Path restored = store.markRestored(time.wallClock());
        LOG.info("The store was restored, {} entries; the backup is now {}", backup.size(), restored);
    }

    /** Where the store that was in use until now is, or will be; it may have been set aside already. */
    private Path asideFor(SortedMap<String, byte[]> present) throws IOException {
        List<Path> unreplaced = lost.unreplaced();
        return present.isEmpty() && !unreplaced.isEmpty()
                ? unreplaced.get(unreplaced.size() - 1)
                : store.nextAside(StoreFolder.Reason.BEFORE_RESTORE, time.wallClock());
    }

    /** The names of all stores that are replaced now, the one in use until now last. */
    private byte[] replaced(Path inUse) throws IOException {
        List<Path> folders = new ArrayList<>(lost.unreplaced());
        folders.remove(inUse);
        folders.add(inUse);
        return folders.stream()
                .map(folder -> folder.getFileName().toString())
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Without what the store itself has added. */
    private static SortedMap<String, byte[]> owned(SortedMap<String, byte[]> entries) {
        SortedMap<String, byte[]> owned = new TreeMap<>(entries);
        owned.remove(Store.RESTORED);
        return owned;
    }

    private SortedMap<String, byte[]> readBackup() throws IOException {
        Path backup = store.restore();
        if (store.disk().isFolder(backup)) {
            throw new RestoreRefusedException("is a folder");
        } else if (!store.disk().isFile(backup)) {
            throw new RestoreRefusedException("is no file but a device, or a link that leads nowhere");
        }
        try {
            return owned(Backup.read(store.disk(), backup));
        } catch (NotABackupException e) {
            throw new RestoreRefusedException(String.valueOf(e.getMessage()));
        } catch (AccessDeniedException e) {
            throw new RestoreRefusedException("may not be read by the user of the gateway");
        }
    }

    private static boolean equal(SortedMap<String, byte[]> one, SortedMap<String, byte[]> other) {
        return one.keySet().equals(other.keySet())
                && one.entrySet().stream()
                        .allMatch(entry -> Arrays.equals(entry.getValue(), other.get(entry.getKey())));
    }
}
