package io.karge.storage.internal;

import io.karge.failure.FailureWords;
import io.karge.storage.LostContent;
import io.karge.storage.LostStore;
import io.karge.storage.StoreProblem;
import io.karge.storage.StoreState;
import io.karge.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The store on the disk: made, opened, set aside, restored. */
final class StoreFiles implements StoreSource {

    /** With less room than this a store is not taken into use: it would fail again at once. */
    private static final long MIN_FREE_BYTES = 16L << 20;

    private static final String AGAIN = "; the store is tried again every few seconds.";

    private final StoreFolder store;
    private final TimeSource time;
    private final LostStores lost;
    private final Restore restore;
    private @Nullable Instant restoreSeen;

    StoreFiles(Path file, TimeSource time) {
        this(new StoreFolder(new LocalDisk(), file), time);
    }

    StoreFiles(StoreFolder store, TimeSource time) {
        this.store = store;
        this.time = time;
        this.lost = new LostStores(store, time);
        this.restore = new Restore(store, lost, time);
    }

    @Override
    public Database openFirst() throws IOException {
        store.disk().createFolder(store.folder());
        requireFreeSpace();
        if (restore.isRequested()) {
            restore.run();
        }
        Database database = openOrKeepAside();
        lost.describe();
        return database;
    }

    private Database openOrKeepAside() throws IOException {
        MapDbDatabase.createIfAbsent(store);
        try {
            return MapDbDatabase.open(store);
        } catch (CorruptStoreException e) {
            lost.keepAside(e);
            MapDbDatabase.createIfAbsent(store);
            return MapDbDatabase.open(store);
        }
    }

    @Override
    public Database reopen() throws IOException {
        requireFreeSpace();
        return MapDbDatabase.open(store);
    }

    @Override
    public StoreState look() throws IOException {
        List<StoreProblem> problems = new ArrayList<>(lost.problems());
        if (restore.isRequested()) {
            problems.add(notRestored());
        } else {
            restoreSeen = null;
        }
        return new StoreState(true, problems, lost.all());
    }

    private StoreProblem notRestored() {
        Instant since = restoreSeen == null ? time.wallClock() : restoreSeen;
        restoreSeen = since;
        return new StoreProblem(
                since,
                "The backup " + store.restore() + " is not restored",
                "it was laid there while the gateway was running",
                "Restart the gateway: it sets the present store aside and restores exactly this backup. Or move the"
                        + " backup away.");
    }

    @Override
    public LostContent read(LostStore lostStore) throws IOException {
        return lost.read(lostStore);
    }

    private void requireFreeSpace() throws IOException {
        long free = store.disk().freeBytes(store.folder());
        if (free < MIN_FREE_BYTES) {
            throw new DiskFullException(free);
        }
    }

    @Override
    public StoreProblem problem(Throwable cause) {
        if (cause instanceof RestoreRefusedException refused) {
            return new StoreProblem(
                    time.wallClock(),
                    "The backup " + store.restore() + " cannot be restored, and the store stays closed",
                    "it " + refused.getMessage(),
                    "Lay there the one file that karge:backup has written, as it is; or move away what lies there to"
                            + " start with the present store" + AGAIN);
        }
        return new StoreProblem(
                time.wallClock(), "The store " + store.file() + " cannot be used", describe(cause), remedy(cause));
    }

    private static String remedy(Throwable cause) {
        if (cause instanceof StoreInUseException) {
            return "Stop the other gateway" + AGAIN;
        } else if (cause instanceof CorruptStoreException) {
            return "Restart the gateway: the store is then set aside and a backup can be restored.";
        } else if (cause instanceof DiskFullException) {
            return "Make room" + AGAIN;
        } else {
            return "Check that the disk has room and is writable, and that the folder belongs to the user of the gateway"
                    + AGAIN;
        }
    }

    private static String describe(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null && !(root instanceof IOException)) {
            root = root.getCause();
        }
        boolean inWords = root instanceof CorruptStoreException || root instanceof StoreUnavailableException;
        return inWords && root.getMessage() != null ? root.getMessage() : FailureWords.of(root);
    }
}
