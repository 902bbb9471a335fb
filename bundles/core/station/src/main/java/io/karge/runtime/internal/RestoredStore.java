package io.karge.runtime.internal;

import io.karge.failure.FailureWords;
import io.karge.station.FunctionalBlockFactory;
import io.karge.storage.CommitResult;
import io.karge.storage.LostContent;
import io.karge.storage.LostStore;
import io.karge.storage.Store;
import io.karge.storage.StoreException;
import io.karge.storage.Write;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the store up to date, before anything of a station is used: one that was restored, see {@link RestoredStates}, and
 * then what the master key is back for, see {@link ReturnedStates}; each once and in one batch. It waits a while for the blocks
 * that know what they have stored. Thread-safe.
 */
final class RestoredStore {
    /** How long it waits for blocks that are not installed. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(RestoredStore.class);

    private record Waiting(Runnable then, Consumer<String> failed) {}

    private final Store store;
    private final TimeSource time;
    private final Executor files;
    private final Supplier<Collection<FunctionalBlockFactory>> blocks;
    private List<Waiting> waiting = new ArrayList<>();
    private boolean upToDate;
    private boolean writing;
    private boolean patient = true;
    private @Nullable Cancellable patience;

    /**
     * @param files may block
     * @param blocks those that are installed
     */
    RestoredStore(Store store, TimeSource time, Executor files, Supplier<Collection<FunctionalBlockFactory>> blocks) {
        this.store = store;
        this.time = time;
        this.files = files;
        this.blocks = blocks;
    }

    /**
     * Tells {@code then} when what is stored of stations is up to date, at once where it is; or {@code failed} why it
     * cannot be brought there now. On any thread.
     */
    void whenUpToDate(Runnable then, Consumer<String> failed) {
        synchronized (this) {
            if (!upToDate) {
                waiting.add(new Waiting(then, failed));
                files.execute(this::attempt);
                return;
            }
        }
        then.run();
    }

    /** A block has come that may be waited for. */
    void look() {
        files.execute(this::attempt);
    }

    synchronized void close() {
        if (patience != null) {
            patience.cancel();
        }
    }

    private void attempt() {
        synchronized (this) {
            if (upToDate || writing || waiting.isEmpty()) {
                return;
            }
        }
        try {
            byte[] before = store.load(Store.RESTORED).get(Store.RESTORED);
            if (before == null) {
                bringBack();
            } else {
                bringUpToDate(List.of(new String(before, StandardCharsets.UTF_8).split("\n")));
            }
        } catch (StoreException e) {
            failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // whoever waits is told also of a defect of a block
            LOG.error("The store cannot be brought up to date", e);
            failed("the store cannot be brought up to date: " + FailureWords.of(e));
        }
    }

    private void bringUpToDate(List<String> before) {
        String inUse = before.get(before.size() - 1);
        Optional<SortedMap<String, byte[]>> last = whole(inUse);
        boolean continuous = before.stream().allMatch(folder -> whole(folder).isPresent());
        RestoredStates states = new RestoredStates(store.load(""), last.orElse(null), continuous, blocks.get());
        SortedSet<String> missing = states.missingBlocks();
        if (!missing.isEmpty() && isPatient(missing)) {
            return;
        }
        List<Write> writes = new ArrayList<>(states.writes());
        writes.add(Write.delete(Store.RESTORED));
        commit(writes, () -> {
            tell(inUse, last.isPresent());
            look(); // the key of what it holds may be there
        });
    }

    private void bringBack() {
        ReturnedStates states = new ReturnedStates(store.load(Withheld.PREFIX), blocks.get());
        SortedSet<String> missing = states.missingBlocks();
        if (missing.isEmpty() || !isPatient(missing)) {
            commit(states.writes(store::load), this::done);
        }
    }

    private void commit(List<Write> writes, Runnable then) {
        if (writes.isEmpty()) {
            then.run();
            return;
        }
        synchronized (this) {
            writing = true;
        }
        store.newWriter().commit(writes, result -> {
            synchronized (this) {
                writing = false;
            }
            if (result instanceof CommitResult.Failed failure) {
                failed(failure.why());
            } else {
                then.run();
            }
        });
    }

    /** Everything in the store that was set aside in this folder; empty when not all of it is known. */
    private Optional<SortedMap<String, byte[]>> whole(String folder) {
        try {
            return store.state().lost().stream()
                    .filter(lost -> isIn(lost, folder))
                    .map(store::read)
                    .filter(LostContent::whole)
                    .map(LostContent::entries)
                    .findFirst();
        } catch (StoreException e) {
            throw new StoreException(
                    "What has happened since the restored backup was made cannot be read, and when " + folder
                            + " is moved away nothing of it is taken over. " + e.getMessage(),
                    e);
        }
    }

    private static boolean isIn(LostStore lost, String folder) {
        return String.valueOf(lost.folder().getFileName()).equals(folder);
    }

    private synchronized boolean isPatient(SortedSet<String> missing) {
        if (patient && patience == null) {
            LOG.info(
                    "The stations begin when the blocks {} are installed, which know what they had stored, or in {} s",
                    missing,
                    PATIENCE.toSeconds());
            patience = time.schedule(PATIENCE, this::waitNoLonger);
        }
        return patient;
    }

    private void waitNoLonger() {
        synchronized (this) {
            patient = false;
        }
        look();
    }

    private static void tell(String before, boolean known) {
        if (known) {
            LOG.info("A backup was restored; what has happened since it was made is taken over from {}", before);
        } else {
            LOG.warn(
                    "A backup was restored, and what has happened since it was made is not known: there is no whole"
                            + " store in {}. Compare with the CSMS. On a new machine bring etc/karge-master.key, the cfg"
                            + " files and all that they name (password files, certificates) from the old one, stop that one,"
                            + " and see that the CSMS and the cabinets are reached from here: karge:doctor looks at all of it",
                    before);
        }
    }

    private void done() {
        close();
        synchronized (this) {
            upToDate = true;
        }
        take().forEach(each -> each.then().run());
    }

    private void failed(String why) {
        take().forEach(each -> each.failed().accept(why));
    }

    private synchronized List<Waiting> take() {
        List<Waiting> all = waiting;
        waiting = new ArrayList<>();
        return all;
    }
}
