package io.karge.storage.internal;

import io.karge.storage.StoreProblem;
import io.karge.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store on the disk: made, opened, kept aside, restored. */
final class StoreFiles implements StoreSource {

    private static final Logger LOG = LoggerFactory.getLogger(StoreFiles.class);

    /** With less room than this a store is not taken into use: it would fail again at once. */
    private static final long MIN_FREE_BYTES = 16L << 20;

    private final Path file;
    private final TimeSource time;

    StoreFiles(Path file, TimeSource time) {
        this.file = file.toAbsolutePath();
        this.time = time;
    }

    @Override
    public Opened openFirst() throws IOException {
        StoreFolder.create(StoreFolder.of(file));
        requireFreeSpace();
        MapDbDatabase.createIfAbsent(file);
        try {
            return opened(MapDbDatabase.open(file));
        } catch (CorruptStoreException e) {
            Path aside = StoreFolder.keepAside(file, time.wallClock());
            LOG.error("The store {} is unreadable and was kept aside as {}: {}", file, aside, e.getMessage(), e);
            MapDbDatabase.createIfAbsent(file);
            return opened(MapDbDatabase.open(file));
        }
    }

    @Override
    public Opened reopen() throws IOException {
        requireFreeSpace();
        return opened(MapDbDatabase.open(file));
    }

    private Opened opened(Database database) throws IOException {
        try {
            List<StoreProblem> problems = new ArrayList<>();
            for (Path aside : StoreFolder.keptAside(file)) {
                problems.add(keptAside(aside));
            }
            if (Files.exists(StoreFolder.restoreOf(file))) {
                restore(database, problems);
            }
            return new Opened(database, problems);
        } catch (Throwable e) { // also an Error: the lock would keep this very process out
            database.close();
            throw e;
        }
    }

    private void restore(Database database, List<StoreProblem> problems) throws IOException {
        Path backup = StoreFolder.restoreOf(file);
        if (!database.entries("").isEmpty()) {
            problems.add(new StoreProblem(
                    time.wallClock(),
                    "The backup " + backup + " was not restored",
                    "the store " + file + " is not empty",
                    "Remove the backup; or stop the gateway, move " + file + " and " + StoreFolder.journalOf(file)
                            + " away and start it again."));
            return;
        }
        database.apply(Backup.read(backup));
        database.commit();
        StoreFolder.restored(file, time.wallClock());
        LOG.info("The store was restored from {}", backup);
    }

    private StoreProblem keptAside(Path aside) {
        return new StoreProblem(
                time.wallClock(),
                "The gateway runs with a new store",
                "an earlier one could not be read and was kept aside in " + aside,
                "To restore a backup: stop the gateway, move " + file + " and " + StoreFolder.journalOf(file)
                        + " away, lay the backup at " + StoreFolder.restoreOf(file)
                        + " and start it again. When the old store is not needed any more, move " + aside + " away.");
    }

    private void requireFreeSpace() throws IOException {
        long free = Files.getFileStore(StoreFolder.of(file)).getUsableSpace();
        if (free < MIN_FREE_BYTES) {
            throw new IOException("only " + (free >> 20) + " MB are free on its disk");
        }
    }

    @Override
    public StoreProblem problem(Throwable cause) {
        String remedy;
        if (cause instanceof StoreInUseException) {
            remedy = "Stop the other gateway; the store is tried again every few seconds.";
        } else if (cause instanceof CorruptStoreException) {
            remedy = "Restart the gateway: the store is then kept aside and a backup can be restored.";
        } else {
            remedy = "Check that the disk has room and is writable, and that the folder belongs to the user of the"
                    + " gateway; the store is tried again every few seconds.";
        }
        return new StoreProblem(time.wallClock(), "The store " + file + " cannot be used", describe(cause), remedy);
    }

    private static String describe(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null && !(root instanceof IOException)) {
            root = root.getCause();
        }
        return root instanceof CorruptStoreException && root.getMessage() != null ? root.getMessage() : root.toString();
    }
}
