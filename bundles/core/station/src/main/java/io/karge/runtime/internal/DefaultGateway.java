package io.karge.runtime.internal;

import io.karge.driver.CabinetState;
import io.karge.driver.StationDriverFactory;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.IdTokenInfoType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.LogEnumType;
import io.karge.ocpp.types.ReportBaseEnumType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableResultType;
import io.karge.runtime.AuthorizationView;
import io.karge.runtime.CertificatesView;
import io.karge.runtime.DriverSource;
import io.karge.runtime.FactoryReset;
import io.karge.runtime.FirmwareView;
import io.karge.runtime.LoggedMessage;
import io.karge.runtime.ProblemSource;
import io.karge.runtime.ResetOrder;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationGateway;
import io.karge.runtime.StationMeasurements;
import io.karge.runtime.StationView;
import io.karge.runtime.TransferView;
import io.karge.station.CertificateIssuance;
import io.karge.station.DeviceModel;
import io.karge.station.FirmwareUpdates;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.LogArchives;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All stations, drivers and blocks of a gateway. Thread-safe: what happens at a station happens on its loop. */
public final class DefaultGateway implements StationGateway, DriverArrivals.Sink {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultGateway.class);

    private final GatewayParts parts;
    private final ProblemList problems;
    private final List<ProblemSource> problemSources = new CopyOnWriteArrayList<>();
    private final RestoredStore restored;
    private final BlockArrivals arrivals;
    private final LostTransactions lost;
    private final GatewayStations stations;
    private final InstalledDrivers drivers;
    private final HardwareNames names;
    private final Candidates<FunctionalBlockFactory> blocks;

    private final GatewayIncidents incidents;

    private volatile Runnable driversChanged = () -> {};
    private volatile DriverPins pins = DriverPins.inMemory();

    public DefaultGateway(GatewayParts given) {
        parts = given.with(new SealedStore(given.store(), given.secrets()), this::problems);
        this.problems = new ProblemList("gateway", parts.time());
        this.drivers = new InstalledDrivers(problems);
        this.names = new HardwareNames(parts.workers(), parts.time(), problems);
        this.blocks = Candidates.ofBlocks(problems);
        Executor files = parts.workers().newBlockingSerial("gateway");
        this.arrivals = new BlockArrivals(parts.time(), parts.start());
        this.restored = new RestoredStore(parts.store(), parts.time(), files, this::installedBlocks);
        this.stations = new GatewayStations(
                parts, this, this::installedDriver, this::installedBlocks, restored, arrivals, files);
        stations.begin();
        this.incidents = new GatewayIncidents(
                parts.time(),
                (type, techInfo) -> stations.configured().values().forEach(station -> station.raise(type, techInfo)));
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
            stations.configured().values().forEach(station -> station.blockInstalled(factory));
        });
    }

    @Override
    public synchronized CompletionStage<Void> removeBlock(FunctionalBlockFactory factory) {
        Candidates.Removal<FunctionalBlockFactory> removal = blocks.remove(factory);
        if (!removal.wasUsed()) {
            return CompletableFuture.completedFuture(null);
        }
        List<CompletionStage<Void>> gone = stations.configured().values().stream()
                .map(station -> station.blockRemoved(factory))
                .toList();
        tellOfBlocks(removal.successors());
        return Futures.allOf(gone);
    }

    synchronized Collection<FunctionalBlockFactory> installedBlocks() {
        return blocks.used().stream()
                .sorted(Comparator.comparing(FunctionalBlockFactory::name))
                .toList();
    }

    // --- drivers ---

    @Override
    public void addDriver(String driver, StationDriverFactory factory, DriverSource source) {
        addDriver(DriverEntry.of(driver, factory, source));
    }

    @Override
    public void addDriver(DriverEntry entry) {
        change(() -> drivers.add(entry));
    }

    @Override
    public void pinDrivers(Map<String, String> versions) {
        change(() -> drivers.pin(versions));
    }

    /** Done when the drivers that are not used any more have stopped. May block. */
    private CompletionStage<Void> change(Supplier<List<InstalledDrivers.Change>> what) {
        List<CompletionStage<Void>> gone = new ArrayList<>();
        List<DriverEntry> come = new ArrayList<>();
        synchronized (this) {
            what.get().forEach(change -> {
                change.left().ifPresent(entry -> {
                    names.forget(entry);
                    stations.configured().values().forEach(station -> gone.add(station.driverRemoved(entry)));
                });
                change.came().ifPresent(come::add);
            });
        }
        tellOfDrivers(come);
        return Futures.allOf(gone);
    }

    /** First those who decide which stations may have the hardware, and who may block; then the stations. */
    private void tellOfDrivers(List<DriverEntry> come) {
        if (come.isEmpty()) {
            return;
        }
        driversChanged.run();
        synchronized (this) {
            come.stream().filter(drivers::isUsed).forEach(entry -> {
                LOG.info(
                        "driver {} {} from {} is used",
                        entry.driver(),
                        entry.source().version(),
                        entry.source().bundle());
                stations.configured().values().forEach(station -> station.driverInstalled(entry));
            });
        }
    }

    /** Where it is remembered which versions of drivers are used. */
    public void rememberDrivers(DriverPins where) {
        pins = where;
    }

    /** Who is told that a driver is used from now on, before the stations are. */
    public void onDriversChanged(Runnable listener) {
        driversChanged = listener;
    }

    /**
     * What the driver calls the hardware at the URI; empty while it is not installed. Completed on a thread that may block,
     * and in bounded time, whatever the driver does.
     */
    public CompletionStage<Optional<String>> hardware(String driver, URI uri) {
        return installedDriver(driver)
                .<CompletionStage<Optional<String>>>map(
                        entry -> names.ask(entry, uri).thenApply(Optional::of))
                .orElseGet(() -> CompletableFuture.supplyAsync(
                        Optional::empty, parts.workers().newHardwareSerial("hardware of " + driver)));
    }

    /** What the driver has against the properties that are meant for it; empty while it is not installed. Any thread. */
    public synchronized Optional<String> refusal(StationConfig config) {
        return installedDriver(config.driver()).flatMap(entry -> entry.refusal(config.driverProperties()));
    }

    @Override
    public CompletionStage<Void> removeDriver(StationDriverFactory factory) {
        return change(() -> drivers.all().stream()
                .filter(entry -> entry.factory() == factory)
                .flatMap(entry -> drivers.remove(entry).stream())
                .toList());
    }

    private synchronized Optional<DriverEntry> installedDriver(String driver) {
        return drivers.used(driver);
    }

    @Override
    public synchronized List<DriverView> drivers() {
        return drivers.all().stream()
                .sorted(Comparator.comparing(DriverEntry::driver)
                        .thenComparing(drivers::isUsed, Comparator.reverseOrder())
                        .thenComparing(entry -> entry.source().version()))
                .map(entry -> entry.view(drivers.isUsed(entry), drivers.isUsed(entry) ? usersOf(entry) : List.of()))
                .toList();
    }

    private List<String> usersOf(DriverEntry entry) {
        return stations.configured().entrySet().stream()
                .filter(station -> station.getValue().driver().equals(entry.driver()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    @Override
    public void useDriver(String driver, @Nullable String version) {
        List<String> versions = drivers().stream()
                .filter(one -> one.driver().equals(driver))
                .map(DriverView::version)
                .toList();
        if (versions.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no driver '" + driver + "'; driver:list shows those that are installed");
        } else if (version != null && !versions.contains(version)) {
            throw new IllegalArgumentException(
                    "there is no version '" + version + "' of the driver " + driver + ", there are " + versions);
        }
        pinDrivers(pins.put(driver, version));
    }

    // --- stations ---

    @Override
    public void putStation(StationConfig config) {
        stations.put(config);
    }

    @Override
    public CompletionStage<Void> removeStation(String stationId) {
        return stations.remove(stationId);
    }

    /** As {@link GatewayStations#transactionsRun}. */
    public CompletionStage<Boolean> transactionsRun(String stationId) {
        return stations.transactionsRun(stationId);
    }

    @Override
    public CompletionStage<Void> discard(String stationId, String who) {
        return stations.discard(stationId, who);
    }

    /** Who is told that the transactions of a removed station were given up; any thread. */
    public void onDiscarded(Consumer<String> listener) {
        stations.onDiscarded(listener);
    }

    @Override
    public List<String> stationIds() {
        return stations.ids();
    }

    @Override
    public CompletionStage<List<StationView>> stations() {
        return stations.views();
    }

    @Override
    public CompletionStage<List<StationMeasurements>> measurements() {
        return stations.measurements();
    }

    @Override
    public CompletionStage<StationView> station(String stationId) {
        return stations.view(stationId);
    }

    @Override
    public List<LoggedMessage> messages(String stationId, long after, int limit) {
        return stations.find(stationId)
                .orElseThrow(() -> stations.absent(stationId))
                .messages(after, limit);
    }

    @Override
    public CompletionStage<ProductView> product(String stationId) {
        return stations.at(stationId, Station::productView);
    }

    @Override
    public CompletionStage<List<ReportDataType>> variables(String stationId, @Nullable String component) {
        return stations.at(
                stationId,
                station -> station.ask(asked -> asked.answer()
                        .complete(inventory(stationId, asked.core().deviceModel(), component))));
    }

    private static List<ReportDataType> inventory(String stationId, DeviceModel model, @Nullable String component) {
        List<ReportDataType> found = model.report(ReportBaseEnumType.FullInventory).stream()
                .filter(item -> component == null || item.component().name().equalsIgnoreCase(component))
                .toList();
        if (component != null && found.isEmpty()) {
            throw new NoSuchElementException("station " + stationId + " has no component '" + component
                    + "'; ask without a component for those that it has");
        }
        return found;
    }

    @Override
    public CompletionStage<SetVariableResultType> setVariable(String stationId, SetVariableDataType request) {
        return stations.at(
                stationId, station -> station.ask(asked -> VariableWrite.set(asked.core(), request, asked.answer())));
    }

    @Override
    public CompletionStage<AuthorizationView> authorization(String stationId) {
        return stations.at(
                stationId, station -> station.ask(asked -> asked.answer().complete(TokenAccess.view(asked.core()))));
    }

    @Override
    public CompletionStage<Integer> clearAuthorizationCache(String stationId, String who) {
        return stations.at(
                stationId, station -> station.ask(asked -> TokenAccess.clear(asked.core(), who, asked.answer())));
    }

    @Override
    public CompletionStage<Void> cacheAuthorization(String stationId, IdTokenType idToken, IdTokenInfoType info) {
        return stations.at(
                stationId,
                station -> station.ask(asked -> TokenAccess.put(asked.core(), idToken, info, asked.answer())));
    }

    @Override
    public CompletionStage<CertificatesView> certificates(String stationId) {
        return stations.at(
                stationId,
                station -> station.ask(asked -> asked.answer().complete(CertificateAccess.view(asked.core()))));
    }

    @Override
    public CompletionStage<String> requestCertificate(String stationId, CertificateIssuance.Key key, String who) {
        return stations.at(
                stationId,
                station -> station.ask(asked -> CertificateAccess.request(asked.core(), key, who, asked.answer())));
    }

    @Override
    public CompletionStage<Void> importCertificate(String stationId, String chain, String who) {
        return stations.at(
                stationId,
                station -> station.ask(asked -> CertificateAccess.take(asked.core(), chain, who, asked.answer())));
    }

    @Override
    public void maintenanceLogin(String user, String origin, boolean accepted) {
        if (accepted) {
            incidents.entered(user, origin);
        } else {
            incidents.refused(user, origin);
        }
    }

    /** The memory of the gateway is getting full; any thread. */
    public void memoryGetsFull(String what) {
        incidents.memoryGetsFull(what);
    }

    @Override
    public CompletionStage<LogArchives.Archive> logs(String stationId, LogEnumType log, Path file) {
        return stations.at(
                stationId, station -> station.ask(asked -> LogAccess.make(asked.core(), log, file, asked.answer())));
    }

    @Override
    public List<TransferView> transfers() {
        return parts.transfers().all();
    }

    @Override
    public CompletionStage<FirmwareView> firmware(String stationId) {
        return stations.at(
                stationId, station -> station.ask(asked -> asked.answer().complete(firmware(asked.core()))));
    }

    private static FirmwareView firmware(StationCore core) {
        Optional<FirmwareUpdates> updates = core.ports().find(FirmwareUpdates.class);
        return new FirmwareView(
                core.hardware().cabinet().map(CabinetState::firmwareVersion).orElse(null),
                updates.isPresent(),
                updates.flatMap(FirmwareUpdates::latest).orElse(null));
    }

    @Override
    public CompletionStage<Void> stop(String stationId, int evseId) {
        return stations.at(
                stationId,
                station -> station.ask(asked ->
                        ManualActions.stop(asked.core(), evseId, parts.time().wallClock(), asked.answer())));
    }

    @Override
    public CompletionStage<Void> presentToken(String stationId, int evseId, IdTokenType idToken) {
        return stations.at(
                stationId,
                station -> station.ask(asked -> ManualActions.present(
                        asked.core(), evseId, idToken, parts.time().wallClock(), asked.answer())));
    }

    @Override
    public CompletionStage<Void> restart(String stationId) {
        return stations.at(
                stationId,
                station -> station.ask(asked -> {
                    asked.core().lifeCycle().restart(BootReasonEnumType.LocalReset);
                    asked.answer().complete(null);
                }));
    }

    @Override
    public CompletionStage<FactoryReset> factoryReset(String stationId, ResetOrder order) {
        return stations.at(stationId, station -> station.factoryReset(order));
    }

    @Override
    public CompletionStage<String> undelivered(String stationId) {
        return stations.at(stationId, Station::undelivered);
    }

    @Override
    public CompletionStage<List<Discarded>> discarded(String stationId) {
        return stations.givenUp(stationId);
    }

    @Override
    public CompletionStage<Optional<FactoryReset.Kept>> exportDiscarded(String stationId, String who) {
        return stations.exportGivenUp(stationId, who);
    }

    @Override
    public CompletionStage<Optional<FactoryReset.Kept>> discardUnreadable(String stationId, String who) {
        return stations.at(stationId, station -> station.discardUnreadable(who));
    }

    @Override
    public CompletionStage<Void> connect(String stationId) {
        return stations.at(stationId, station -> station.setConnected(true));
    }

    @Override
    public CompletionStage<Void> disconnect(String stationId) {
        return stations.at(stationId, station -> station.setConnected(false));
    }

    @Override
    public CompletionStage<String> call(String stationId, String action, String payload) {
        StationCall call;
        try {
            call = StationCall.read(parts.codec(), action, payload);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
        return stations.at(stationId, station -> station.ask(call::send));
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
        lost.close();
        return stations.halt();
    }
}
