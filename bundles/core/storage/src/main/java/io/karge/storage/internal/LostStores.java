package io.karge.storage.internal;

import io.karge.storage.LostContent;
import io.karge.storage.LostStore;
import io.karge.storage.StoreProblem;
import io.karge.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stores that were set aside. Beside its files each has, in the form of a backup, what was or could be read of it,
 * and the backup that was restored later. An administrator who has read what there is to know moves the folder away.
 */
final class LostStores {

    private static final Logger LOG = LoggerFactory.getLogger(LostStores.class);

    /** What could be read of a store that is damaged. */
    private static final String READABLE = "readable.backup";
    /** What was restored after it. */
    private static final String REPLACEMENT = "replaced-by.backup";

    private final StoreFolder store;
    private final StoreDisk disk;
    private final TimeSource time;

    LostStores(StoreFolder store, TimeSource time) {
        this.store = store;
        this.disk = store.disk();
        this.time = time;
    }

    /**
     * Everything in the store, which must not be open; nothing when there is none. One that cannot be read is set aside.
     *
     * @throws IOException when that is not possible now
     */
    SortedMap<String, byte[]> readOrKeepAside() throws IOException {
        if (!disk.exists(store.file()) && isEmpty(store.journal())) {
            return new TreeMap<>();
        }
        try (MapDbDatabase database = MapDbDatabase.open(store)) {
            return database.entries("");
        } catch (CorruptStoreException e) {
            keepAside(e);
            return new TreeMap<>();
        }
    }

    private boolean isEmpty(Path journal) throws IOException {
        if (!disk.exists(journal)) {
            return true;
        }
        try (StoreFile file = disk.openToRead(journal)) {
            return file.length() == 0;
        }
    }

    /** Sets the store aside because it cannot be read. */
    void keepAside(CorruptStoreException why) throws IOException {
        Path aside = store.nextAside(StoreFolder.Reason.UNREADABLE, time.wallClock());
        store.keepAside(aside);
        LOG.error(
                "The store {} cannot be read and was set aside in {}: {}", store.file(), aside, why.getMessage(), why);
    }

    /** Sets the store aside, which holds these entries: what it holds is written down before it is moved. */
    void keepAside(Path aside, SortedMap<String, byte[]> entries) throws IOException {
        disk.createFolder(aside);
        disk.delete(aside.resolve(StoreFolder.WHOLE)); // of an attempt that was interrupted
        Backup.write(disk, aside.resolve(StoreFolder.WHOLE), entries);
        store.keepAside(aside);
    }

    /** Writes down that nothing is known of the store that was in use, where there is none. */
    void describeUnknown(Path aside) throws IOException {
        if (!disk.exists(aside)) {
            disk.createFolder(aside);
            Backup.write(disk, aside.resolve(READABLE), new TreeMap<>());
        }
    }

    /** Those that no backup has replaced yet, the oldest first. */
    List<Path> unreplaced() throws IOException {
        return store.asides().stream()
                .filter(aside -> !isReplaced(aside))
                .map(StoreFolder.Aside::folder)
                .toList();
    }

    /** Writes down what can be read of the stores that were set aside, where that was not done; throws nothing. */
    void describe() {
        try {
            for (StoreFolder.Aside aside : store.asides()) {
                Path folder = aside.folder();
                if (!disk.exists(folder.resolve(StoreFolder.WHOLE)) && !disk.exists(folder.resolve(READABLE))) {
                    SortedMap<String, byte[]> readable = Salvage.read(
                            new StoreFolder(disk, folder.resolve(store.file().getFileName())));
                    LOG.warn("Of the store that was set aside in {} {} entries can be read", folder, readable.size());
                    Backup.write(disk, folder.resolve(READABLE), readable);
                }
            }
        } catch (IOException | RuntimeException e) { // the gateway starts also without
            LOG.warn("What a store that was set aside holds was not written down; the next start tries again", e);
        }
    }

    /** Writes down that this backup was restored after all stores that were set aside. */
    void replacedBy(Map<String, byte[]> backup) throws IOException {
        for (StoreFolder.Aside aside : store.asides()) {
            if (!isReplaced(aside)) {
                Backup.write(disk, aside.folder().resolve(REPLACEMENT), backup);
            }
        }
    }

    private boolean isReplaced(StoreFolder.Aside aside) {
        return disk.exists(aside.folder().resolve(REPLACEMENT));
    }

    /** Those that are still there, the oldest first. */
    List<LostStore> all() throws IOException {
        return store.asides().stream()
                .map(aside -> new LostStore(aside.folder(), aside.since(), isReplaced(aside)))
                .toList();
    }

    /** What could be read of one; nothing of one that is not there any more. */
    LostContent read(LostStore lost) throws IOException {
        Path whole = lost.folder().resolve(StoreFolder.WHOLE);
        Path readable = lost.folder().resolve(READABLE);
        boolean isWhole = disk.exists(whole);
        return new LostContent(
                isWhole,
                entries(isWhole ? whole : readable),
                entries(lost.folder().resolve(REPLACEMENT)));
    }

    private SortedMap<String, byte[]> entries(Path backup) throws IOException {
        return disk.exists(backup) ? Backup.read(disk, backup) : new TreeMap<>();
    }

    /** Warns of the stores that could not be read and that no backup has replaced. */
    List<StoreProblem> problems() throws IOException {
        return store.asides().stream()
                .filter(aside -> aside.reason() == StoreFolder.Reason.UNREADABLE && !isReplaced(aside))
                .map(this::problem)
                .toList();
    }

    private StoreProblem problem(StoreFolder.Aside aside) {
        return new StoreProblem(
                aside.since(),
                "The gateway runs with a new store",
                "an earlier one could not be read and was set aside in " + aside.folder(),
                "To restore a backup, lay the file that karge:backup has written at " + store.restore()
                        + " and restart the gateway. When the old store is not needed any more, move "
                        + aside.folder() + " away.");
    }
}
