package io.karge.runtime.internal;

import io.karge.runtime.internal.loop.EventLoop;
import io.karge.runtime.internal.loop.StationState;
import io.karge.storage.CommitResult;
import io.karge.storage.Store;
import io.karge.storage.StoreException;
import io.karge.storage.Write;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Reads and wipes what is stored of a station, which blocks, and tells the outcome on the loop. */
final class StateLoader {
    private final String stationId;
    private final Store store;
    private final Executor files;
    private final EventLoop loop;

    /** @param files may block */
    StateLoader(String stationId, Store store, Executor files, EventLoop loop) {
        this.stationId = stationId;
        this.store = store;
        this.files = files;
        this.loop = loop;
    }

    /** Loads everything; {@code failed} is told why it cannot. */
    void load(Consumer<SortedMap<String, byte[]>> loaded, Consumer<String> failed) {
        files.execute(() -> {
            try {
                SortedMap<String, byte[]> entries = store.load(StationState.prefix(stationId));
                loop.post(() -> loaded.accept(entries));
            } catch (StoreException e) {
                loop.post(() -> failed.accept(String.valueOf(e.getMessage())));
            }
        });
    }

    /** Deletes everything. */
    void wipe(Consumer<CommitResult> done) {
        load(
                entries -> {
                    List<Write> deletes =
                            entries.keySet().stream().map(Write::delete).toList();
                    store.newWriter().commit(deletes, result -> loop.post(() -> done.accept(result)));
                },
                why -> done.accept(new CommitResult.Failed(why)));
    }
}
