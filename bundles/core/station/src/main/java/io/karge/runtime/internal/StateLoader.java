package io.karge.runtime.internal;

import io.karge.failure.FailureWords;
import io.karge.runtime.internal.loop.StationState;
import io.karge.storage.CommitResult;
import io.karge.storage.Store;
import io.karge.storage.StoreException;
import io.karge.storage.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and wipes what is stored of a station, which blocks, and tells the outcome exactly once where it is wanted. */
final class StateLoader {
    private static final Logger LOG = LoggerFactory.getLogger(StateLoader.class);

    private final String stationId;
    private final Store store;
    private final RestoredStore restored;
    private final UnstoredStates unstored;
    private final Executor files;
    private final Executor teller;
    private final Consumer<SortedMap<String, byte[]>> withheld;

    /**
     * @param restored brings the store up to date before it is read
     * @param files may block
     * @param teller where outcomes are told, such as the station's loop
     * @param withheld is told there, whenever something was loaded, what of the station was put aside because it cannot be read
     */
    StateLoader(
            String stationId,
            Store store,
            RestoredStore restored,
            UnstoredStates unstored,
            Executor files,
            Executor teller,
            Consumer<SortedMap<String, byte[]>> withheld) {
        this.stationId = stationId;
        this.store = store;
        this.restored = restored;
        this.unstored = unstored;
        this.files = files;
        this.teller = teller;
        this.withheld = withheld;
    }

    /** Loads everything, what the store could not take included; {@code failed} is told why it cannot. */
    void load(Consumer<SortedMap<String, byte[]>> loaded, Consumer<String> failed) {
        Optional<SortedMap<String, byte[]>> kept = unstored.of(stationId);
        if (kept.isPresent()) {
            teller.execute(() -> loaded.accept(kept.get()));
        } else {
            loadStored(loaded, failed);
        }
    }

    /** Loads what the store holds; {@code failed} is told why it cannot. */
    void loadStored(Consumer<SortedMap<String, byte[]>> loaded, Consumer<String> failed) {
        loadStored((entries, withheld) -> loaded.accept(entries), failed);
    }

    /** @param loaded is given what can be read, and what is withheld */
    private void loadStored(
            BiConsumer<SortedMap<String, byte[]>, SortedMap<String, byte[]>> loaded, Consumer<String> failed) {
        restored.whenUpToDate(
                () -> files.execute(() -> read(loaded, failed)), why -> teller.execute(() -> failed.accept(why)));
    }

    private void read(
            BiConsumer<SortedMap<String, byte[]>, SortedMap<String, byte[]>> loaded, Consumer<String> failed) {
        SortedMap<String, byte[]> entries;
        SortedMap<String, byte[]> itsWithheld;
        try {
            entries = store.load(StationState.prefix(stationId));
            itsWithheld = Withheld.of(stationId, store.load(Withheld.PREFIX));
        } catch (StoreException e) {
            teller.execute(() -> failed.accept(String.valueOf(e.getMessage())));
            return;
        } catch (RuntimeException e) { // whoever waits is told also of a defect of the store
            LOG.error("station={} the store failed at loading", stationId, e);
            teller.execute(() -> failed.accept(FailureWords.of(e)));
            return;
        }
        List<Write> aside = Withheld.putAside(stationId, entries, itsWithheld);
        aside.forEach(write -> {
            byte[] value = write.value();
            if (value == null) {
                entries.remove(write.key());
            } else {
                itsWithheld.put(write.key(), value);
            }
        });
        Runnable then = () -> teller.execute(() -> {
            withheld.accept(itsWithheld);
            loaded.accept(entries, itsWithheld);
        });
        if (aside.isEmpty()) {
            then.run();
        } else {
            store.newWriter().commit(aside, result -> {
                if (result instanceof CommitResult.Failed failure) {
                    teller.execute(() -> failed.accept(failure.why()));
                } else {
                    then.run();
                }
            });
        }
    }

    /** Sees what is about to be deleted, and what became of it. On the thread for files; may block. */
    interface Keeper {
        /**
         * Keeps what must not be lost.
         *
         * @param withheld what was put aside because it cannot be read
         * @return why nothing may be deleted, empty when it may
         */
        Optional<String> keep(SortedMap<String, byte[]> entries, SortedMap<String, byte[]> withheld);

        /** Nothing was deleted after all. */
        void notDeleted();
    }

    /**
     * Deletes everything.
     *
     * @param keeper is asked before
     * @param also gives what is written in the same batch; called where outcomes are told, when the keeper lets it happen
     */
    void wipe(Keeper keeper, Supplier<List<Write>> also, Consumer<CommitResult> done) {
        StateLoader onFiles = new StateLoader(stationId, store, restored, unstored, files, Runnable::run, unused -> {});
        onFiles.loadStored(
                (entries, itsWithheld) -> {
                    SortedMap<String, byte[]> latest = unstored.of(stationId).orElse(entries);
                    Optional<String> refusal = kept(keeper, latest, itsWithheld);
                    if (refusal.isPresent()) {
                        tell(done, new CommitResult.Failed(refusal.get()));
                        return;
                    }
                    List<Write> batch = new ArrayList<>();
                    entries.keySet().forEach(key -> batch.add(Write.delete(key)));
                    itsWithheld.keySet().forEach(key -> batch.add(Write.delete(key)));
                    teller.execute(() -> {
                        batch.addAll(also.get());
                        delete(batch, keeper, done);
                    });
                },
                why -> tell(done, new CommitResult.Failed(why)));
    }

    private void delete(List<Write> batch, Keeper keeper, Consumer<CommitResult> done) {
        store.newWriter().commit(batch, result -> {
            if (result instanceof CommitResult.Failed) {
                files.execute(keeper::notDeleted);
            } else {
                unstored.forget(stationId);
            }
            tell(done, result);
        });
    }

    private Optional<String> kept(
            Keeper keeper, SortedMap<String, byte[]> entries, SortedMap<String, byte[]> itsWithheld) {
        try {
            return keeper.keep(entries, itsWithheld);
        } catch (RuntimeException e) { // whoever waits is told, and nothing is deleted
            LOG.error("station={} what must not be lost cannot be kept", stationId, e);
            return Optional.of("what must not be lost cannot be kept: " + FailureWords.of(e));
        }
    }

    private void tell(Consumer<CommitResult> done, CommitResult result) {
        teller.execute(() -> done.accept(result));
    }
}
