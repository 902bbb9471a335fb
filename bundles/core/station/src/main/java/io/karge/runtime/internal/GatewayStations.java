package io.karge.runtime.internal;

import io.karge.runtime.FactoryReset;
import io.karge.runtime.Gateway;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationMeasurements;
import io.karge.runtime.StationView;
import io.karge.station.FunctionalBlockFactory;
import io.karge.storage.CommitResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The stations of a gateway: those that are configured, those that are ending, and those that have no cfg while
 * there is something of them that nobody accounts for. Thread-safe, under the lock of the gateway: which drivers and blocks a station begins with, and of
 * which it is told afterwards, leaves no gap.
 */
final class GatewayStations {
    private final GatewayParts parts;
    private final Object lock;
    private final Function<String, Optional<DriverEntry>> drivers;
    private final Supplier<Collection<FunctionalBlockFactory>> blocks;
    private final RestoredStore restored;
    private final BlockArrivals arrivals;
    private final Executor files;
    private final RemovedStations removed;
    private final UnstoredStates unstored;
    private final RemovedCopies copies;
    private final HardwareLocks locks = new HardwareLocks();
    private final SortedMap<String, Station> stations = new TreeMap<>();
    private final Map<String, Leaving> leaving = new HashMap<>();
    private final Map<String, StationConfig> following = new HashMap<>();
    private volatile Consumer<String> discarded = stationId -> {};
    private boolean halted;

    /**
     * A station that is ending, or being discarded, or whose copies are exported.
     *
     * @param running null when it does not run any more
     */
    private record Leaving(@Nullable Station running, CompletableFuture<Void> done) {
        Optional<Station> station() {
            return Optional.ofNullable(running);
        }
    }

    /**
     * @param lock of the gateway
     * @param drivers those that are used, by id
     * @param blocks those that are installed
     * @param files may block
     */
    GatewayStations(
            GatewayParts parts,
            Object lock,
            Function<String, Optional<DriverEntry>> drivers,
            Supplier<Collection<FunctionalBlockFactory>> blocks,
            RestoredStore restored,
            BlockArrivals arrivals,
            Executor files) {
        this.parts = parts;
        this.lock = lock;
        this.drivers = drivers;
        this.blocks = blocks;
        this.restored = restored;
        this.arrivals = arrivals;
        this.files = files;
        this.removed = new RemovedStations(parts.store(), restored, parts.time(), files);
        this.unstored = new UnstoredStates(parts.store(), files);
        this.copies = new RemovedCopies(parts, removed, unstored, files);
    }

    /** Reads what the gateway of before has left. */
    void begin() {
        removed.begin();
        unstored.begin();
    }

    /** A station is configured, or differently. */
    void put(StationConfig config) {
        synchronized (lock) {
            if (!halted) {
                begin(config, drivers.apply(config.driver()));
            }
        }
    }

    private void begin(StationConfig config, Optional<DriverEntry> driver) {
        Station present = stations.get(config.stationId());
        if (present != null) {
            present.configure(config, driver);
            return;
        }
        if (leaving.containsKey(config.stationId())) {
            following.put(config.stationId(), config);
            return;
        }
        Station station = new Station(parts, config, blocks, removed, restored, unstored, locks, arrivals);
        stations.put(config.stationId(), station);
        station.begin(driver);
    }

    /** A station is not configured any more; done when its driver has let go of the hardware. */
    CompletionStage<Void> remove(String stationId) {
        synchronized (lock) {
            following.remove(stationId);
            Station station = stations.remove(stationId);
            if (station == null) {
                Leaving before = leaving.get(stationId);
                return before == null ? CompletableFuture.completedFuture(null) : before.done();
            }
            Leaving now = new Leaving(station, new CompletableFuture<>());
            leaving.put(stationId, now);
            station.end().whenCompleteAsync((done, failure) -> left(stationId, now, failure), files);
            return now.done();
        }
    }

    /** A station with the same id may begin now, if one has been configured meanwhile. May block. */
    private void left(String stationId, Leaving was, @Nullable Throwable failure) {
        synchronized (lock) {
            leaving.remove(stationId, was);
            StationConfig next = following.remove(stationId);
            if (next != null) {
                put(next);
            }
        }
        if (failure == null) {
            was.done().complete(null);
        } else {
            was.done().completeExceptionally(failure);
        }
    }

    /**
     * Whether transactions run on the station, or ran when it was there last. One that is not configured is listed as removed
     * then, and also where events of transactions wait for the CSMS, or copies of what was given up are left. Fails while that cannot be found out.
     */
    CompletionStage<Boolean> transactionsRun(String stationId) {
        synchronized (lock) {
            Leaving before = leaving.get(stationId);
            if (before != null) {
                return before.done().handle((done, failure) -> null).thenCompose(done -> transactionsRun(stationId));
            }
            Station present = stations.get(stationId);
            if (present != null) {
                return present.ask(asked -> asked.answer()
                        .complete(!asked.core().transactions().all().isEmpty()));
            }
        }
        files.execute(() -> gone(stationId));
        return removed.missing(stationId).thenApply(done -> removed.holdsHardware(stationId));
    }

    /** A station that begins meanwhile makes its folder afterwards. */
    private void gone(String stationId) {
        synchronized (lock) {
            if (!stations.containsKey(stationId)) {
                StagingFolder.of(parts, stationId).remove();
            }
        }
    }

    /** Gives up what is stored of a station that is not configured; fails where there is nothing to give up. */
    CompletionStage<Void> discard(String stationId, String who) {
        Leaving now = new Leaving(null, new CompletableFuture<>());
        synchronized (lock) {
            Leaving before = leaving.get(stationId);
            if (stations.containsKey(stationId)) {
                return CompletableFuture.failedFuture(new IllegalStateException("station " + stationId
                        + " is configured: remove its cfg first, or reset it to its factory settings"));
            } else if (before != null) {
                return before.done().handle((done, failure) -> null).thenCompose(done -> discard(stationId, who));
            } else if (!removed.contains(stationId)) {
                return CompletableFuture.failedFuture(new Gateway.UnknownStationException(stationId, ids()));
            }
            leaving.put(stationId, now);
        }
        StationReset reset = new StationReset(parts, stationId, parts.time()::wallClock);
        loader(stationId)
                .wipe(
                        reset.keeper(true),
                        () -> List.of(RemovedStations.deletion(stationId)),
                        result -> discarded(stationId, now, result, () -> reset.discarded(who)));
        return now.done();
    }

    private void discarded(String stationId, Leaving was, CommitResult result, Runnable written) {
        if (result instanceof CommitResult.Failed failed) {
            left(
                    stationId,
                    was,
                    new IllegalStateException("station " + stationId + " is not discarded: " + failed.why()));
            return;
        }
        written.run();
        StagingFolder.of(parts, stationId).remove();
        removed.forget(stationId);
        left(stationId, was, null);
        discarded.accept(stationId);
    }

    /** What a station has given up, also one that is removed; fails when nobody knows it. */
    CompletionStage<List<Gateway.Discarded>> givenUp(String stationId) {
        synchronized (lock) {
            Station present = stations.get(stationId);
            Leaving before = leaving.get(stationId);
            if (present != null) {
                return present.ask(asked -> asked.answer().complete(asked.core().discarded()));
            } else if (before != null) {
                return before.done().handle((done, failure) -> null).thenCompose(done -> givenUp(stationId));
            } else if (!removed.contains(stationId)) {
                return CompletableFuture.failedFuture(absent(stationId));
            }
        }
        return copies.of(stationId, loader(stationId));
    }

    /** Moves that to a file; a removed station leaves the list when nothing else is left of it. */
    CompletionStage<Optional<FactoryReset.Kept>> exportGivenUp(String stationId, String who) {
        Leaving now = new Leaving(null, new CompletableFuture<>()); // a cfg that comes meanwhile waits
        synchronized (lock) {
            Station present = stations.get(stationId);
            Leaving before = leaving.get(stationId);
            if (present != null) {
                return present.exportDiscarded(who);
            } else if (before != null) {
                return before.done().handle((done, failure) -> null).thenCompose(done -> exportGivenUp(stationId, who));
            } else if (!removed.contains(stationId)) {
                return CompletableFuture.failedFuture(absent(stationId));
            }
            leaving.put(stationId, now);
        }
        return copies.export(stationId, loader(stationId), who)
                .whenCompleteAsync((kept, failure) -> left(stationId, now, failure), files);
    }

    /** Who is told that the transactions of a removed station were given up; any thread. */
    void onDiscarded(Consumer<String> listener) {
        discarded = listener;
    }

    /** Those that are configured. */
    Map<String, Station> configured() {
        synchronized (lock) {
            return Map.copyOf(stations);
        }
    }

    /** Those that people see. */
    List<String> ids() {
        SortedSet<String> ids;
        synchronized (lock) {
            ids = new TreeSet<>(stations.keySet());
        }
        ids.addAll(removed.ids());
        return List.copyOf(ids);
    }

    /** What people see of them. */
    CompletionStage<List<StationView>> views() {
        List<CompletableFuture<Optional<StationView>>> present = ids().stream()
                .map(stationId -> view(stationId)
                        .thenApply(Optional::of)
                        .exceptionallyCompose(removedMeanwhile -> removed.view(stationId, loader(stationId)))
                        .toCompletableFuture())
                .toList();
        return Futures.joined(present);
    }

    /** What those that are configured have counted and timed. */
    CompletionStage<List<StationMeasurements>> measurements() {
        List<CompletableFuture<Optional<StationMeasurements>>> present = ids().stream()
                .map(stationId -> at(stationId, Station::measurements)
                        .thenApply(Optional::of)
                        .exceptionally(removed -> Optional.empty())
                        .toCompletableFuture())
                .toList();
        return Futures.joined(present);
    }

    /** What people see of one; fails when nobody knows it. */
    CompletionStage<StationView> view(String stationId) {
        return find(stationId).isPresent()
                ? at(stationId, Station::view)
                : removed.view(stationId, loader(stationId))
                        .thenCompose(last -> last.map(CompletableFuture::completedStage)
                                .orElseGet(() -> at(stationId, Station::view)));
    }

    /** Loads what is stored of a station that does not run, on the thread for files. */
    private StateLoader loader(String stationId) {
        return new StateLoader(stationId, parts.store(), restored, unstored, files, files, blocks -> {});
    }

    /** Has a station that is configured do something; fails when it is not. */
    <T> CompletionStage<T> at(String stationId, Function<Station, CompletionStage<T>> task) {
        return find(stationId).map(task).orElseGet(() -> CompletableFuture.failedFuture(absent(stationId)));
    }

    /** Why nothing can be asked of a station that is not configured. */
    RuntimeException absent(String stationId) {
        return removed.contains(stationId)
                ? new IllegalStateException("station " + stationId
                        + " is removed: put its cfg back, or give up what is left of it with station:discard")
                : new Gateway.UnknownStationException(stationId, ids());
    }

    Optional<Station> find(String stationId) {
        synchronized (lock) {
            return Optional.ofNullable(stations.get(stationId));
        }
    }

    /** Ends all of them as when the process dies; done when the drivers have let go of the hardware. */
    CompletionStage<Void> halt() {
        List<Station> all = new ArrayList<>();
        synchronized (lock) {
            halted = true;
            all.addAll(stations.values());
            leaving.values().stream()
                    .flatMap(station -> station.station().stream())
                    .forEach(all::add);
            stations.clear();
            following.clear();
        }
        removed.close();
        unstored.close();
        restored.close();
        return Futures.allOf(all.stream().map(Station::halt).toList());
    }
}
