package io.karge.runtime.internal;

import io.karge.configuration.Variables;
import io.karge.driver.StationDriverFactory;
import io.karge.ocpp.OcppCodec;
import io.karge.runtime.DiskFolder;
import io.karge.runtime.DriverSource;
import io.karge.runtime.Gateway;
import io.karge.runtime.HealthCheck;
import io.karge.runtime.ProblemSource;
import io.karge.runtime.StationConfig;
import io.karge.runtime.internal.config.CfgFolder;
import io.karge.runtime.internal.config.CfgStations;
import io.karge.runtime.internal.config.DriverPinsFile;
import io.karge.runtime.internal.config.GatewayFile;
import io.karge.runtime.internal.config.Ran;
import io.karge.security.Revocation;
import io.karge.security.RevocationLists;
import io.karge.security.RevocationPolicy;
import io.karge.security.Secrets;
import io.karge.station.FileTransfers;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.HardwareBus;
import io.karge.station.QueueLimits;
import io.karge.station.SecurityLog;
import io.karge.storage.Store;
import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;
import io.karge.transport.WebSocketConnector;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ManagedService;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway in the container: makes it of the services that are there, feeds it blocks, drivers and cfg files as they
 * come and go, and offers it as a service. A block or driver that goes is waited for, so that its bundle stops only when
 * nothing of it runs any more.
 */
@Component(
        immediate = true,
        service = ManagedServiceFactory.class,
        property = Constants.SERVICE_PID + "=" + GatewayComponent.PID)
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=io.karge.runtime.Gateway")
public final class GatewayComponent implements ManagedServiceFactory {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayComponent.class);
    private static final Duration BLOCK_GRACE = Duration.ofSeconds(15);
    private static final Duration LIST_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration LIST_PATIENCE = Duration.ofSeconds(5);
    private static final Duration GOODBYE = Duration.ofSeconds(10);
    private static final int NOT_AS_BEFORE = BundleEvent.RESOLVED
            | BundleEvent.STARTED
            | BundleEvent.STOPPED
            | BundleEvent.UPDATED
            | BundleEvent.UNINSTALLED;
    static final String PID = "io.karge.station";

    private final BundleContext container;
    private final ServiceComponentRuntime components;
    private final Path unpacked;
    private final ContainerStart start;
    private final CurrentTransfers transfers = new CurrentTransfers();
    private final DefaultGateway gateway;
    private final DriverArrivals arrivals;
    private final CfgStations files;
    private final UnfitDrivers unfit;
    private final BundleListener bundleChanges = this::changed;
    private final List<Watch> watches;
    private final ServiceRegistration<Gateway> service;
    private final ServiceRegistration<ManagedService> pins;
    private final ServiceRegistration<ManagedService> ownFile;
    private final BlockCheck blockCheck;
    private final ServiceRegistration<HealthCheck> checks;
    private final MemoryWatch memory;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private volatile QueueLimits queueLimits = QueueLimits.DEFAULT;
    private volatile RevocationPolicy revocation = RevocationPolicy.STAPLED;

    @Activate
    public GatewayComponent(
            BundleContext bundle,
            @Reference TimeSource time,
            @Reference WorkerPool workers,
            @Reference Store store,
            @Reference WebSocketConnector connector,
            @Reference HardwareBus bus,
            @Reference Secrets secrets,
            @Reference SecurityLog securityLog,
            @Reference ConfigurationAdmin configurations,
            @Reference ServiceComponentRuntime components) {
        container = bundle;
        this.components = components;
        start = new ContainerStart(bundle);
        Path base = Path.of(System.getProperty("karaf.base", "."));
        Path data = Path.of(System.getProperty("karaf.data", "data"));
        unpacked = data.resolve("kar");
        Path etc = Path.of(System.getProperty("karaf.etc", "etc"));
        ContainerBundles bundles = new ContainerBundles(bundle, new UnpackedBundles(unpacked)::all);
        Path logs = Path.of(System.getProperty("karaf.log", data.resolve("log").toString()));
        gateway = new DefaultGateway(new GatewayParts(
                time,
                workers,
                store,
                connector,
                bus,
                new ListedTransfers(transfers, time),
                new OcppCodec(),
                new SecureRandom(),
                secrets,
                base.resolve("store/staging"),
                logs.resolve("ocpp"),
                new ProcessFacts(logs, bundle.getBundle().getVersion().toString(), bundles::lines),
                base.resolve("store/undelivered"),
                securityLog,
                BLOCK_GRACE,
                this::queueLimits,
                new Revocation(
                        this::revocation,
                        new RevocationLists(
                                new ListDownload(time, LIST_TIMEOUT),
                                () -> workers.newBlockingSerial("revocation list"),
                                time::wallClock,
                                LIST_PATIENCE)),
                start.done(),
                List::of));
        arrivals = new DriverArrivals(gateway, gateway.problemList(), workers, time);
        start.open();
        files = new CfgStations(
                new Stations(),
                gateway.problemList(),
                new StoredMap<>("cfg/", Ran.class, store, workers.newBlockingSerial("what ran")),
                new CfgStations.Surroundings(
                        System.getenv(),
                        base,
                        time,
                        workers,
                        new CfgFolder(etc, Variables.ofProcess(), gateway.problemList())));
        gateway.onDriversChanged(() -> await("the naming of hardware", files.driversChanged()));
        gateway.onDiscarded(files::discarded);
        gateway.rememberDrivers(new DriverPinsFile(etc));
        files.begin(configured(configurations));
        unfit = new UnfitDrivers(
                List.of(
                        new HangingStarts(bundles.driverApi(), bundles, components, time),
                        onceStarted(new UninstalledKars(
                                base.resolve("deploy"),
                                new DriverBundles(
                                        bundles.driverApi(),
                                        bundles,
                                        bundles::unpacked,
                                        Runtime.version().feature()),
                                bundles)),
                        onceStarted(new DriverComponents(components))),
                gateway.problemList());
        bundle.addBundleListener(bundleChanges);
        MasterKeyTrouble masterKey = new MasterKeyTrouble(secrets, gateway.problemList());
        DiskRoom disks = new DiskRoom(
                DiskFolder.ofContainer(),
                folder -> Files.getFileStore(folder).getUsableSpace(),
                gateway.problemList(),
                time);
        watches = List.of(
                new Watch("drivers", UnfitDrivers.BETWEEN_LOOKS, unfit, time, workers.newBlockingSerial("drivers")),
                new Watch(
                        "master key",
                        MasterKeyTrouble.BETWEEN_LOOKS,
                        masterKey,
                        time,
                        workers.newBlockingSerial("master key")),
                new Watch("disks", DiskRoom.BETWEEN_LOOKS, disks, time, workers.newBlockingSerial("disks")));
        blockCheck = new BlockCheck(this::installedBlocks, time);
        service = bundle.registerService(Gateway.class, gateway, null);
        checks = bundle.registerService(HealthCheck.class, blockCheck, null);
        pins = bundle.registerService(
                ManagedService.class,
                this::pinned,
                FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_PID, DriverPinsFile.PID)));
        ownFile = bundle.registerService(
                ManagedService.class,
                this::configured,
                FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_PID, GatewayFile.PID)));
        memory = new MemoryWatch(gateway::memoryGetsFull);
    }

    /** Until then bundles are still being installed, and look as those that lack something. */
    private Supplier<List<UnfitDrivers.Unfit>> onceStarted(Supplier<List<UnfitDrivers.Unfit>> look) {
        return () -> start.isDone() ? look.get() : List.of();
    }

    private void changed(BundleEvent event) {
        if ((event.getType() & NOT_AS_BEFORE) != 0) {
            unfit.changed(event.getBundle().getBundleId());
        }
    }

    private Set<String> installedBlocks() {
        return gateway.installedBlocks().stream()
                .map(FunctionalBlockFactory::name)
                .collect(Collectors.toSet());
    }

    private QueueLimits queueLimits() {
        return queueLimits;
    }

    private RevocationPolicy revocation() {
        return revocation;
    }

    /** The gateway as a whole is configured, differently or not any more. */
    private void configured(@Nullable Dictionary<String, ?> properties) {
        try {
            RevocationPolicy policy = GatewayFile.revocation(properties);
            Set<String> leftOut = GatewayFile.withoutBlocks(properties, BlockCheck.OPTIONAL);
            queueLimits = GatewayFile.read(properties);
            blockCheck.leaveOut(leftOut);
            revocation = policy;
            LOG.info(
                    "{} messages may wait for the CSMS at each station, {} leave in a second; revocation of its"
                            + " certificates: {}",
                    queueLimits.bound(),
                    queueLimits.perSecond(),
                    policy);
            gateway.problemList().clear(GatewayFile.PID);
        } catch (IllegalArgumentException e) {
            refused(GatewayFile.PID, e);
        }
    }

    private void refused(String pid, IllegalArgumentException why) {
        gateway.problemList()
                .raise(
                        pid,
                        pid + ".cfg is refused",
                        String.valueOf(why.getMessage()),
                        "Correct the file: it is read again by itself. Until then what it said before goes on");
    }

    /** Which versions of drivers are used is configured, differently or not any more. */
    private void pinned(@Nullable Dictionary<String, ?> properties) {
        try {
            gateway.pinDrivers(DriverPinsFile.read(properties));
            gateway.problemList().clear(DriverPinsFile.PID);
        } catch (IllegalArgumentException e) {
            refused(DriverPinsFile.PID, e);
        }
    }

    /** The PIDs of the cfg files that are there; each is delivered on a thread of the configuration admin. */
    private static Set<String> configured(ConfigurationAdmin configurations) {
        Set<String> pids = new HashSet<>();
        try {
            Configuration[] all =
                    configurations.listConfigurations("(" + ConfigurationAdmin.SERVICE_FACTORYPID + "=" + PID + ")");
            for (Configuration configuration : all == null ? new Configuration[0] : all) {
                pids.add(configuration.getPid());
            }
        } catch (IOException | InvalidSyntaxException e) {
            LOG.error("the cfg files of stations cannot be listed; each is used as it is delivered", e);
        }
        return pids;
    }

    /** The stations of the cfg files go into the gateway. */
    private final class Stations implements CfgStations.Sink {
        @Override
        public void putStation(StationConfig config) {
            gateway.putStation(config);
        }

        @Override
        public void removeStation(String stationId) {
            await("station " + stationId, gateway.removeStation(stationId));
        }

        @Override
        public CompletionStage<Optional<String>> hardware(String driver, URI uri) {
            return gateway.hardware(driver, uri);
        }

        @Override
        public Optional<String> refusal(StationConfig config) {
            return gateway.refusal(config);
        }

        @Override
        public CompletionStage<Boolean> transactionsRun(String stationId) {
            return gateway.transactionsRun(stationId);
        }
    }

    /** The container stops, or a service that the gateway is made of goes. */
    @Deactivate
    public void stop() {
        memory.close();
        pins.unregister();
        ownFile.unregister();
        checks.unregister();
        service.unregister();
        container.removeBundleListener(bundleChanges);
        watches.forEach(Watch::close);
        files.close();
        start.close();
        halt();
    }

    private void halt() {
        if (stopping.compareAndSet(false, true)) {
            LOG.info("the gateway stops");
            await("the gateway", gateway.halt());
        }
    }

    /**
     * Whether the gateway stops. A container that stops takes blocks and drivers away first: nobody has removed these, and
     * the stations end as they are.
     */
    private boolean stops() {
        Bundle system = container.getBundle(Constants.SYSTEM_BUNDLE_ID);
        if (system != null && system.getState() == Bundle.STOPPING) {
            halt();
        }
        return stopping.get();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addBlock(FunctionalBlockFactory factory) {
        gateway.addBlock(factory);
    }

    void removeBlock(FunctionalBlockFactory factory, Map<String, ?> properties) {
        if (!stops()) {
            LOG.info("block {} is being removed: {} was stopped or uninstalled", factory.name(), origin(properties));
        }
        await("block " + factory.name(), gateway.removeBlock(factory));
    }

    /** Only the reference is taken: what gets the service runs the driver's constructor. */
    @Reference(
            service = StationDriverFactory.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void addDriver(ServiceReference<StationDriverFactory> reference) {
        Map<String, ?> properties = FrameworkUtil.asMap(reference.getProperties());
        DriverArrivals.Arrival arrival = new DriverArrivals.Arrival(
                String.valueOf(properties.get(StationDriverFactory.DRIVER_PROPERTY)),
                new DriverService(reference, container, components, () -> new UnpackedBundles(unpacked).all()),
                source(properties),
                what(properties));
        await("the arrival of " + arrival.what(), arrivals.add(reference, arrival));
    }

    private DriverSource source(Map<String, ?> properties) {
        Bundle bundle = bundleOf(properties);
        return bundle == null
                ? DriverSource.of(bundle(properties))
                : new DriverSource(
                        bundle.getSymbolicName() + " [" + bundle.getBundleId() + "]",
                        bundle.getVersion().toString(),
                        bundle.getLocation());
    }

    private @Nullable Bundle bundleOf(Map<String, ?> properties) {
        return properties.get(Constants.SERVICE_BUNDLEID) instanceof Long id ? container.getBundle(id) : null;
    }

    private static String bundle(Map<String, ?> properties) {
        return "bundle " + properties.get(Constants.SERVICE_BUNDLEID);
    }

    private static String what(Map<String, ?> properties) {
        return "driver " + properties.get(StationDriverFactory.DRIVER_PROPERTY) + " of " + bundle(properties);
    }

    void removeDriver(ServiceReference<StationDriverFactory> reference) {
        Map<String, ?> properties = FrameworkUtil.asMap(reference.getProperties());
        String what = what(properties);
        if (!stops()) {
            LOG.info("{} is being removed: {} was stopped or uninstalled", what, origin(properties));
        }
        await(what, arrivals.remove(reference));
    }

    /** The bundle that brought a service, by name and version. */
    private String origin(Map<String, ?> properties) {
        Bundle bundle = bundleOf(properties);
        return bundle == null
                ? bundle(properties)
                : "bundle " + bundle.getSymbolicName() + " " + bundle.getVersion() + " [" + bundle.getBundleId() + "]";
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setTransfers(FileTransfers service) {
        transfers.use(service);
    }

    void unsetTransfers(FileTransfers service) {
        transfers.drop(service);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addProblemSource(ProblemSource source) {
        gateway.addProblemSource(source);
    }

    void removeProblemSource(ProblemSource source) {
        gateway.removeProblemSource(source);
    }

    @Override
    public String getName() {
        return "Charging stations";
    }

    @Override
    public void updated(String pid, Dictionary<String, ?> properties) {
        Map<String, Object> read = new HashMap<>();
        for (String key : Collections.list(properties.keys())) {
            read.put(key, properties.get(key));
        }
        files.put(pid, read);
    }

    @Override
    public void deleted(String pid) {
        files.remove(pid);
    }

    private static void await(String what, CompletionStage<Void> gone) {
        try {
            gone.toCompletableFuture().get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("{} has not come to an end within {} s and is waited for no longer", what, GOODBYE.toSeconds());
        } catch (ExecutionException e) {
            LOG.warn("{} failed as it was taken away", what, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
