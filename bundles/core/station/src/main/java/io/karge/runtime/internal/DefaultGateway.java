package io.karge.runtime.internal;

import io.karge.driver.StationDriverFactory;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.ReportBaseEnumType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.runtime.FactoryReset;
import io.karge.runtime.LoggedMessage;
import io.karge.runtime.ProblemSource;
import io.karge.runtime.ResetOrder;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationGateway;
import io.karge.runtime.StationView;
import io.karge.station.FunctionalBlockFactory;
import io.karge.storage.CommitResult;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All stations, drivers and blocks of a gateway. Thread-safe: what happens at a station happens on its loop. */
public final class DefaultGateway implements StationGateway {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultGateway.class);

    private final GatewayParts parts;
    private final ProblemList problems;
    private final List<ProblemSource> problemSources = new CopyOnWriteArrayList<>();
    private final Executor files;
    private final RestoredStore restored;
    private final RemovedStations removed;
    private final UnstoredStates unstored;
    private final HardwareLocks locks = new HardwareLocks();
    private final BlockArrivals arrivals;
    private final LostTransactions lost;
    private final SortedMap<String, Station> stations = new TreeMap<>();
    private final Map<String, Leaving> leaving = new HashMap<>();
    private final Map<String, StationConfig> following = new HashMap<>();
    private final Candidates<DriverEntry> drivers;
    private final Candidates<FunctionalBlockFactory> blocks;

    private volatile Runnable driversChanged = () -> {};
    private volatile Consumer<String> discarded = stationId -> {};
    private boolean halted;

    /**
     * A station that is ending, or being discarded.
     *
     * @param running null when it is discarded
     */
    private record Leaving(@Nullable Station running, CompletableFuture<Void> done) {
        Optional<Station> station() {
            return Optional.ofNullable(running);
        }
    }

    public DefaultGateway(GatewayParts parts) {
        this.parts = parts;
        this.problems = new ProblemList("gateway", parts.time());
        this.drivers = Candidates.ofDrivers(problems);
        this.blocks = Candidates.ofBlocks(problems);
        this.files = parts.workers().newBlockingSerial("gateway");
        this.arrivals = new BlockArrivals(parts.time(), parts.start());
        this.restored = new RestoredStore(parts.store(), parts.time(), files, this::installedBlocks);
        this.removed = new RemovedStations(parts.store(), restored, parts.time(), files);
        removed.begin();
        this.unstored = new UnstoredStates(parts.store(), files);
        unstored.begin();
        this.lost = new LostTransactions(parts.store(), files, this::installedBlocks);
        lost.begin();
    }

    /** Where problems of the gateway as a whole are raised. */
    public ProblemList problemList() {
        return problems;
    }

    // --- blocks ---

    @Override
    public synchronized void addBlock(FunctionalBlockFactory factory) {
        arrivals.came();
        if (blocks.add(factory)) {
            tellOfBlocks(List.of(factory));
            restored.look();
            lost.look();
        }
    }

    private void tellOfBlocks(List<FunctionalBlockFactory> installed) {
        installed.forEach(factory -> {
            LOG.info("block {} installed", factory.name());
            stations.values().forEach(station -> station.blockInstalled(factory));
        });
    }

    @Override
    public synchronized CompletionStage<Void> removeBlock(FunctionalBlockFactory factory) {
        Candidates.Removal<FunctionalBlockFactory> removal = blocks.remove(factory);
        if (!removal.wasUsed()) {
            return CompletableFuture.completedFuture(null);
        }
        List<CompletionStage<Void>> gone = stations.values().stream()
                .map(station -> station.blockRemoved(factory))
                .toList();
        tellOfBlocks(removal.successors());
        return allOf(gone);
    }

    private synchronized Collection<FunctionalBlockFactory> installedBlocks() {
        return blocks.used().stream()
                .sorted(Comparator.comparing(FunctionalBlockFactory::name))
                .toList();
    }

    // --- drivers ---

    @Override
    public void addDriver(String driver, StationDriverFactory factory, String bundle) {
        DriverEntry entry = new DriverEntry(driver, factory, new Product(factory.model(), factory.product()), bundle);
        entry.product().facts(); // a product.json that cannot be read is refused here
        boolean used;
        synchronized (this) {
            used = drivers.add(entry);
        }
        if (used) {
            tellOfDrivers(List.of(entry));
        }
    }

    /** First those who decide which stations may have the hardware, and who may block; then the stations. */
    private void tellOfDrivers(List<DriverEntry> installed) {
        if (installed.isEmpty()) {
            return;
        }
        driversChanged.run();
        synchronized (this) {
            installed.stream().filter(drivers.used()::contains).forEach(entry -> {
                LOG.info("driver {} installed from {}", entry.driver(), entry.bundle());
                stations.values().forEach(station -> station.driverInstalled(entry));
            });
        }
    }

    /** Who is told that a driver is used from now on, before the stations are. */
    public void onDriversChanged(Runnable listener) {
        driversChanged = listener;
    }

    /** What the driver calls the hardware at the URI; empty while it is not installed. May wait for the DNS. */
    public Optional<String> hardware(String driver, URI uri) {
        Optional<DriverEntry> installed;
        synchronized (this) {
            installed = installedDriver(driver);
        }
        return installed.map(entry -> entry.hardware(uri));
    }

    /** What the driver has against the properties that are meant for it; empty while it is not installed. Any thread. */
    public synchronized Optional<String> refusal(StationConfig config) {
        return installedDriver(config.driver()).flatMap(entry -> entry.refusal(config.driverProperties()));
    }

    @Override
    public CompletionStage<Void> removeDriver(StationDriverFactory factory) {
        List<CompletionStage<Void>> gone = new ArrayList<>();
        List<DriverEntry> successors = new ArrayList<>();
        synchronized (this) {
            for (DriverEntry entry : drivers.all()) {
                if (entry.factory() == factory) {
                    Candidates.Removal<DriverEntry> removal = drivers.remove(entry);
                    if (removal.wasUsed()) {
                        stations.values().forEach(station -> gone.add(station.driverRemoved(entry)));
                        successors.addAll(removal.successors());
                    }
                }
            }
        }
        tellOfDrivers(successors);
        return allOf(gone);
    }

    private Optional<DriverEntry> installedDriver(String driver) {
        return drivers.used().stream()
                .filter(entry -> entry.driver().equals(driver))
                .findFirst();
    }

    @Override
    public synchronized List<DriverView> drivers() {
        return drivers.used().stream()
                .sorted(Comparator.comparing(DriverEntry::driver))
                .map(entry -> entry.view(stations.entrySet().stream()
                        .filter(station -> station.getValue().driver().equals(entry.driver()))
                        .map(Map.Entry::getKey)
                        .toList()))
                .toList();
    }

    // --- stations ---

    @Override
    public synchronized void putStation(StationConfig config) {
        if (halted) {
            return;
        }
        Optional<DriverEntry> driver = installedDriver(config.driver());
        Station present = stations.get(config.stationId());
        if (present != null) {
            present.configure(config, driver);
            return;
        }
        if (leaving.containsKey(config.stationId())) {
            following.put(config.stationId(), config);
            return;
        }
        Station station =
                new Station(parts, config, this::installedBlocks, removed, restored, unstored, locks, arrivals);
        stations.put(config.stationId(), station);
        station.begin(driver);
    }

    @Override
    public synchronized CompletionStage<Void> removeStation(String stationId) {
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

    /** A station with the same id may begin now, if one has been configured meanwhile. May block. */
    private void left(String stationId, Leaving was, @Nullable Throwable failure) {
        synchronized (this) {
            leaving.remove(stationId, was);
            StationConfig next = following.remove(stationId);
            if (next != null) {
                putStation(next);
            }
        }
        if (failure == null) {
            was.done().complete(null);
        } else {
            was.done().completeExceptionally(failure);
        }
    }

    /**
     * Whether transactions run on the station, or ran when it was there last; then one that is not configured is listed as
     * removed. Fails while that cannot be found out.
     */
    public synchronized CompletionStage<Boolean> transactionsRun(String stationId) {
        Leaving before = leaving.get(stationId);
        if (before != null) {
            return before.done().handle((done, failure) -> null).thenCompose(done -> transactionsRun(stationId));
        }
        Station present = stations.get(stationId);
        if (present != null) {
            return present.ask(asked ->
                    asked.answer().complete(!asked.core().transactions().all().isEmpty()));
        }
        files.execute(() -> gone(stationId));
        return removed.missing(stationId).thenApply(done -> removed.contains(stationId));
    }

    /** A station that begins meanwhile makes its folder afterwards. */
    private synchronized void gone(String stationId) {
        if (!stations.containsKey(stationId)) {
            StagingFolder.of(parts, stationId).removeIfEmpty();
        }
    }

    @Override
    public synchronized CompletionStage<Void> discard(String stationId, String who) {
        Leaving before = leaving.get(stationId);
        if (stations.containsKey(stationId)) {
            return CompletableFuture.failedFuture(new IllegalStateException("station " + stationId
                    + " is configured: remove its cfg first, or reset it to its factory settings"));
        } else if (before != null) {
            return before.done().handle((done, failure) -> null).thenCompose(done -> discard(stationId, who));
        } else if (!removed.contains(stationId)) {
            return CompletableFuture.failedFuture(new UnknownStationException(stationId, stationIds()));
        }
        Leaving now = new Leaving(null, new CompletableFuture<>());
        leaving.put(stationId, now);
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
        StagingFolder.of(parts, stationId).removeIfEmpty();
        removed.forget(stationId);
        left(stationId, was, null);
        discarded.accept(stationId);
    }

    /** Who is told that the transactions of a removed station were given up; any thread. */
    public void onDiscarded(Consumer<String> listener) {
        discarded = listener;
    }

    @Override
    public synchronized List<String> stationIds() {
        SortedSet<String> ids = new TreeSet<>(stations.keySet());
        ids.addAll(removed.ids());
        return List.copyOf(ids);
    }

    @Override
    public CompletionStage<List<StationView>> stations() {
        List<CompletableFuture<Optional<StationView>>> present = stationIds().stream()
                .map(stationId -> station(stationId)
                        .thenApply(Optional::of)
                        .exceptionallyCompose(removedMeanwhile -> removed.view(stationId, loader(stationId)))
                        .toCompletableFuture())
                .toList();
        return allOf(present).thenApply(done -> present.stream()
                .map(CompletableFuture::join)
                .flatMap(Optional::stream)
                .toList());
    }

    @Override
    public CompletionStage<StationView> station(String stationId) {
        Station station = find(stationId);
        if (station == null) {
            return removed.view(stationId, loader(stationId))
                    .thenCompose(last ->
                            last.map(CompletableFuture::completedStage).orElseGet(() -> at(stationId, Station::view)));
        }
        return at(stationId, Station::view);
    }

    /** Loads what is stored of a station that does not run, on the thread for files. */
    private StateLoader loader(String stationId) {
        return new StateLoader(stationId, parts.store(), restored, unstored, files, files);
    }

    @Override
    public List<LoggedMessage> messages(String stationId, long after, int limit) {
        Station station = find(stationId);
        if (station == null) {
            throw absent(stationId);
        }
        return station.messages(after, limit);
    }

    @Override
    public CompletionStage<ProductView> product(String stationId) {
        return at(stationId, Station::productView);
    }

    @Override
    public CompletionStage<List<ReportDataType>> variables(String stationId, @Nullable String component) {
        return at(
                stationId,
                station -> station.ask(asked -> asked.answer()
                        .complete(asked.core().deviceModel().report(ReportBaseEnumType.FullInventory).stream()
                                .filter(item -> component == null
                                        || item.component().name().equalsIgnoreCase(component))
                                .toList())));
    }

    @Override
    public CompletionStage<SetVariableStatusEnumType> setVariable(String stationId, SetVariableDataType request) {
        return at(stationId, station -> station.ask(asked -> VariableWrite.set(asked.core(), request, asked.answer())));
    }

    @Override
    public CompletionStage<Void> restart(String stationId) {
        return at(
                stationId,
                station -> station.ask(asked -> {
                    asked.core().lifeCycle().restart(BootReasonEnumType.LocalReset);
                    asked.answer().complete(null);
                }));
    }

    @Override
    public CompletionStage<FactoryReset> factoryReset(String stationId, ResetOrder order) {
        return at(stationId, station -> station.factoryReset(order));
    }

    @Override
    public CompletionStage<Void> connect(String stationId) {
        return at(stationId, station -> station.setConnected(true));
    }

    @Override
    public CompletionStage<Void> disconnect(String stationId) {
        return at(stationId, station -> station.setConnected(false));
    }

    @Override
    public CompletionStage<String> call(String stationId, String action, String payload) {
        StationCall call;
        try {
            call = StationCall.read(parts.codec(), action, payload);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
        return at(stationId, station -> station.ask(call::send));
    }

    @Override
    public List<StationView.Problem> problems() {
        List<StationView.Problem> all = new ArrayList<>(problems.all());
        parts.store().state().problems().stream()
                .map(p -> new StationView.Problem(p.since(), p.what(), p.why(), p.remedy()))
                .forEach(all::add);
        all.addAll(lost.problems());
        problemSources.forEach(source -> all.addAll(source.problems()));
        return List.copyOf(all);
    }

    /** Shows what another part of the gateway knows to be wrong; any thread. */
    public void addProblemSource(ProblemSource source) {
        problemSources.add(source);
    }

    /** Shows it no more; any thread. */
    public void removeProblemSource(ProblemSource source) {
        problemSources.remove(source);
    }

    @Override
    public void close() {
        halt();
    }

    /** Ends everything as {@link #close}; done when the drivers have let go of the hardware. */
    public CompletionStage<Void> halt() {
        List<Station> all = new ArrayList<>();
        synchronized (this) {
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
        lost.close();
        restored.close();
        return allOf(all.stream().map(Station::halt).toList());
    }

    private <T> CompletionStage<T> at(String stationId, Function<Station, CompletionStage<T>> task) {
        Station station = find(stationId);
        return station == null ? CompletableFuture.failedFuture(absent(stationId)) : task.apply(station);
    }

    private RuntimeException absent(String stationId) {
        return removed.contains(stationId)
                ? new IllegalStateException("station " + stationId
                        + " is removed: put its cfg back, or give up its transactions with station:discard")
                : new UnknownStationException(stationId, stationIds());
    }

    private synchronized @Nullable Station find(String stationId) {
        return stations.get(stationId);
    }

    private static CompletionStage<Void> allOf(List<? extends CompletionStage<?>> stages) {
        return CompletableFuture.allOf(
                stages.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
    }
}
