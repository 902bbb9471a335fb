package io.karge.runtime.internal;

import io.karge.runtime.FactoryReset;
import io.karge.runtime.Gateway;
import io.karge.runtime.internal.loop.StationState;
import io.karge.storage.CommitResult;
import io.karge.storage.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The copies of what stations that are removed have given up (E13.FR.04), shown and exported from what is stored: nobody
 * else writes there meanwhile. Thread-safe.
 */
final class RemovedCopies {
    private final GatewayParts parts;
    private final RemovedStations removed;
    private final UnstoredStates unstored;
    private final Executor files;

    /** @param files may block */
    RemovedCopies(GatewayParts parts, RemovedStations removed, UnstoredStates unstored, Executor files) {
        this.parts = parts;
        this.removed = removed;
        this.unstored = unstored;
        this.files = files;
    }

    /** Those of one station, the oldest first; fails while the store cannot be read. */
    CompletionStage<List<Gateway.Discarded>> of(String stationId, StateLoader loader) {
        return load(stationId, loader)
                .thenApply(entries -> Undelivered.discarded(stationId, entries).copies());
    }

    /**
     * Moves them to a file, and the station off the list when nothing else is left of it; empty when there are none. Fails,
     * and they stay, when the file cannot be written or the store takes nothing.
     */
    CompletionStage<Optional<FactoryReset.Kept>> export(String stationId, StateLoader loader, String who) {
        return load(stationId, loader).thenCompose(entries -> export(stationId, entries, who));
    }

    private CompletionStage<Optional<FactoryReset.Kept>> export(
            String stationId, SortedMap<String, byte[]> entries, String who) {
        Undelivered what = Undelivered.discarded(stationId, entries);
        if (what.isNothing()) {
            return CompletableFuture.completedFuture(Optional.empty());
        } else if (unstored.of(stationId).isPresent()) {
            return CompletableFuture.failedFuture(new IllegalStateException("what station " + stationId
                    + " has given up stays: the store has not taken yet what the station was. Repair the store first"));
        }
        boolean last = !removed.isOpenWithoutCopies(stationId, entries);
        List<Write> batch = new ArrayList<>();
        what.discarded().keySet().forEach(path -> batch.add(Write.delete(StationState.prefix(stationId) + path)));
        if (last) {
            batch.add(RemovedStations.deletion(stationId));
        }
        return new StationReset(parts, stationId, parts.time()::wallClock)
                .export(what, who, files)
                .thenCompose(kept -> delete(batch, kept))
                .thenApply(kept -> {
                    if (last) {
                        removed.forget(stationId);
                    }
                    return Optional.of(kept);
                });
    }

    private CompletionStage<FactoryReset.Kept> delete(List<Write> batch, FactoryReset.Kept kept) {
        CompletableFuture<FactoryReset.Kept> done = new CompletableFuture<>();
        parts.store().newWriter().commit(batch, result -> {
            if (result instanceof CommitResult.Failed failed) {
                done.completeExceptionally(new IllegalStateException(
                        "they are in " + kept.file() + ", but stay on the list too: " + failed.why()));
            } else {
                done.complete(kept);
            }
        });
        return done;
    }

    private static CompletionStage<SortedMap<String, byte[]>> load(String stationId, StateLoader loader) {
        CompletableFuture<SortedMap<String, byte[]>> loaded = new CompletableFuture<>();
        loader.load(
                loaded::complete,
                why -> loaded.completeExceptionally(new IllegalStateException(
                        "what is stored of station " + stationId + " cannot be read: " + why)));
        return loaded;
    }
}
