package io.karge.conformance;

import io.karge.conformance.lab.Authorities;
import io.karge.conformance.lab.Laboratory;
import io.karge.driver.StationDriverFactory;
import io.karge.driver.StationModel;
import io.karge.driver.TokenType;
import io.karge.driver.testkit.VirtualTime;
import io.karge.embedded.EmbeddedGateway;
import io.karge.ocpp.types.IdTokenType;
import io.karge.runtime.PemFile;
import io.karge.runtime.ResetOrder;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationGateway;
import io.karge.runtime.StationView;
import io.karge.simulator.FaultCode;
import io.karge.simulator.FirmwareFailure;
import io.karge.simulator.FirmwareVersion;
import io.karge.simulator.Hypercharger;
import io.karge.simulator.HyperchargerModel;
import io.karge.simulator.LinkMode;
import io.karge.simulator.Nameplate;
import io.karge.simulator.Vehicle;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.ProductFacts;
import io.karge.storage.MemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A station with everything that is real but sockets, disk and clock: the driver of a product over an in-memory link to
 * a simulated cabinet, the runtime, and all functional blocks, on one thread and on virtual time.
 */
final class InProcessStation implements StationUnderTest, AutoCloseable {
    private static final Duration DARK = Duration.ofSeconds(3);
    private static final String STATION_ID = "CS-1";
    private static final String PASSWORD = "0123456789abcdef";

    private final StationDriverFactory product;
    private final ProductFacts facts;
    private final VirtualTime time;
    private final InProcessLink connection;
    private final TestCsms csms;
    private final Hypercharger cabinet;
    private final StationGateway gateway;
    private final MemoryStore store;
    private final SettledTransfers transfers;
    private final Path transferFolder;
    private final List<FunctionalBlockFactory> installed;
    private final StationDriverFactory driver;
    private final Optional<Connects> connects;

    InProcessStation(StationDriverFactory product, Path folder) {
        this(product, folder, Breakage.none());
    }

    /**
     * A station that may be broken on purpose.
     *
     * @param breakage in which way
     */
    InProcessStation(StationDriverFactory product, Path folder, Breakage breakage) {
        this(product, folder, breakage, Optional.empty());
    }

    /**
     * A station for a case.
     *
     * @param connects how the case wants it to connect
     */
    InProcessStation(StationDriverFactory product, Path folder, Breakage breakage, Optional<Connects> connects) {
        this(product, folder, breakage, connects, new VirtualTime(), (station, store) -> {});
    }

    /**
     * A station that was there before.
     *
     * @param time begins when the station does
     * @param before prepares cabinet and store, before the station begins
     */
    InProcessStation(
            StationDriverFactory product,
            Path folder,
            Breakage breakage,
            VirtualTime time,
            BiConsumer<InProcessStation, MemoryStore> before) {
        this(product, folder, breakage, Optional.empty(), time, before);
    }

    private InProcessStation(
            StationDriverFactory product,
            Path folder,
            Breakage breakage,
            Optional<Connects> connects,
            VirtualTime time,
            BiConsumer<InProcessStation, MemoryStore> before) {
        this.connects = connects;
        this.time = time;
        this.product = product;
        this.facts = ProductFacts.read(product.product());
        List<InProcessLink> links = new ArrayList<>();
        csms = new TestCsms(
                new VirtualClock(time),
                time,
                kit -> connects.isEmpty() ? inMemory(kit, breakage, links) : onSockets(kit, breakage, links));
        connection = links.get(0);
        transfers = new SettledTransfers(RealTransfers.shared(), time, connects.isEmpty());
        transferFolder = folder.resolve("transfer");
        cabinet = new Hypercharger(
                HyperchargerModel.of(product.model().driver()),
                new Nameplate("HYC-1", STATION_ID, FirmwareVersion.parse("3.0.0"), made(transferFolder)),
                time,
                time.newBlockingSerial("cabinet"));
        store = new MemoryStore(time.newBlockingSerial("store"), time);
        installed = breakage.blocks().apply(EmbeddedGateway.blocks());
        gateway = EmbeddedGateway.inMemory(time, time, store, connection.sockets(), folder, installed, transfers);
        driver = new CabinetDrivers(product, cabinet, breakage.driver());
        gateway.addDriver(product.model().driver(), driver, "conformance");
        before.accept(this, store);
        begin();
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CsmsEndpoint inMemory(TestCsms kit, Breakage breakage, List<InProcessLink> links) {
        InProcessCsms memory = new InProcessCsms(time, kit, breakage.wire());
        links.add(memory);
        return memory;
    }

    private CsmsEndpoint onSockets(TestCsms kit, Breakage breakage, List<InProcessLink> links) {
        InProcessSockets sockets = new InProcessSockets(
                time,
                kit,
                new Laboratory.Site(
                        InProcessSockets.HOST, InProcessSockets.ADDRESS, STATION_ID, PASSWORD, new Authorities()),
                breakage);
        links.add(sockets);
        return sockets.csms();
    }

    /** The station's cfg is there. */
    void begin() {
        int profile = connects.map(Connects::securityProfile).orElse(1);
        if (connects.isPresent()) {
            laboratory().first().serve(profile);
        }
        gateway.putStation(new StationConfig(
                STATION_ID,
                product.model().driver(),
                URI.create("modbus-tcp://127.0.0.1:502?unitId=1&transferFolder="
                        + URLEncoder.encode(transferFolder.toString(), StandardCharsets.UTF_8)),
                URI.create(connects.isPresent() ? laboratory().first().url(profile) : "ws://127.0.0.1/ocpp"),
                profile,
                PASSWORD,
                profile == 1
                        ? List.of()
                        : List.of(new PemFile(
                                Path.of("csms-root.pem"),
                                List.of(laboratory().authorities().csms().certificate()))),
                List.of(),
                StationConfig.DEFAULT_DRIVER_GRACE,
                Map.of()));
    }

    @Override
    public Laboratory laboratory() {
        return connection.laboratory();
    }

    /** Boots and waits until the general preconditions of Part 6 hold: accepted, idle, nothing left to send. */
    Bench ready() {
        Bench bench = Bench.settled(this, csms);
        connection.breakNow();
        return bench;
    }

    /** The CSMS that it is connected to. */
    TestCsms csms() {
        return csms;
    }

    /** The gateway that the station runs in, for what an administrator does. */
    StationGateway gateway() {
        return gateway;
    }

    /** The blocks that were installed at the beginning. */
    List<FunctionalBlockFactory> installed() {
        return installed;
    }

    /** The time that passes for everything here. */
    VirtualTime time() {
        return time;
    }

    /** The driver that was installed at the beginning. */
    StationDriverFactory driver() {
        return driver;
    }

    /** Back to the cfg and the product file. */
    void reset() {
        gateway.factoryReset(STATION_ID, new ResetOrder(true, false, "a test"));
    }

    /** What the station is stored in, for what a disk does. */
    MemoryStore store() {
        return store;
    }

    /** How the Modbus side of the cabinet behaves. */
    void linkMode(LinkMode mode) {
        cabinet.setLinkMode(mode);
    }

    /** What people see of the station. */
    StationView view() {
        CompletionStage<StationView> view = gateway.station(STATION_ID);
        time.runUntilIdle();
        return view.toCompletableFuture().join();
    }

    @Override
    public String stationId() {
        return STATION_ID;
    }

    @Override
    public StationModel model() {
        return product.model();
    }

    @Override
    public ProductFacts product() {
        return facts;
    }

    @Override
    public boolean isPowerPathClosed(int evseId) {
        return cabinet.view().evses().get(evseId - 1).contactors().equals("closed");
    }

    @Override
    public long meterWh(int evseId) {
        return cabinet.view().evses().get(evseId - 1).meterWh();
    }

    @Override
    public void powerCycle() {
        cabinet.powerCycle(DARK);
    }

    @Override
    public void plugIn(int evseId) {
        cabinet.plugIn(evseId, Vehicle.DEFAULT);
    }

    @Override
    public void unplug(int evseId) {
        cabinet.unplug(evseId);
    }

    @Override
    public void presentToken(IdTokenType token, int evseId) {
        cabinet.presentCard(token.idToken(), TokenType.valueOf(token.type().wire()), evseId);
    }

    @Override
    public void restart() {
        gateway.restart(STATION_ID);
        time.runUntilIdle();
    }

    @Override
    public void suspendEnergy(int evseId, boolean suspended) {
        cabinet.suspendVehicle(evseId, suspended);
    }

    @Override
    public void pressStopButton(int evseId) {
        cabinet.pressStopButton(evseId);
    }

    @Override
    public void fault(int evseId, String code, boolean raised) {
        if (raised) {
            cabinet.raiseFault(evseId, FaultCode.parse(code));
        } else {
            cabinet.clearFault(evseId, FaultCode.parse(code));
        }
    }

    @Override
    public void nextUpdateFails(String where) {
        nextUpdate(where, null);
    }

    /**
     * How the next firmware update goes.
     *
     * @param where it fails, {@code none} where it does not
     * @param version that it brings, null for the one that is there
     */
    void nextUpdate(String where, @Nullable String version) {
        cabinet.prepareUpdate(
                FirmwareFailure.valueOf(where.toUpperCase(Locale.ROOT)),
                version == null ? null : FirmwareVersion.parse(version));
    }

    @Override
    public BooleanSupplier slowTransfer(String location) {
        return transfers.slowDown(location);
    }

    @Override
    public void hardwareLink(boolean up) {
        cabinet.setLinkMode(up ? LinkMode.OK : LinkMode.DOWN);
    }

    @Override
    public void close() {
        gateway.close();
        cabinet.close();
        connection.close();
        transfers.close();
    }
}
