package io.karge.conformance;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.karge.driver.StationDriverFactory;
import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.driver.testkit.VirtualTime;
import io.karge.embedded.EmbeddedGateway;
import io.karge.runtime.PemFile;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationGateway;
import io.karge.runtime.StationView;
import io.karge.security.PemCertificates;
import io.karge.simulator.FirmwareVersion;
import io.karge.simulator.Hypercharger;
import io.karge.simulator.HyperchargerModel;
import io.karge.simulator.Nameplate;
import io.karge.storage.MemoryStore;
import io.karge.transport.WebSocketConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * A whole station whose process can die, as by SIGKILL, with a CSMS, on virtual time: what was not committed is lost, files stay
 * as they are at that moment, and the next process goes on with both. Its cabinet lives on.
 */
final class MortalStation implements AutoCloseable {
    static final String ID = "CS-1";
    static final String PASSWORD = "0123456789abcdef";
    static final String CABINET = "modbus-tcp://127.0.0.1:502?unitId=1";

    final VirtualTime time = new VirtualTime();
    final StoryCsms csms = new StoryCsms(time);
    private final StationDriverFactory product = new Hyc400Eu();
    private final MemoryStore store = new MemoryStore(time.newBlockingSerial("store"), time);
    final Hypercharger cabinet;
    private final Path staging;
    private final Path shared;
    private final StationConfig config;
    private final WebSocketConnector connector;
    private final byte[] file;
    private SteadyTransfers transfers;
    private StoryBirths disk = newDisk();
    private StationGateway gateway;

    /**
     * Begins, and has a minute to boot.
     *
     * @param wire what is between the station and the CSMS
     */
    MortalStation(
            Path folder, StationConfig config, BiFunction<VirtualTime, WebSocketConnector, WebSocketConnector> wire) {
        this(folder, config, wire, new byte[0]);
    }

    /**
     * One that begins, and has a minute to boot.
     *
     * @param wire what is between the station and the CSMS
     * @param file what it gets from every location
     */
    MortalStation(
            Path folder,
            StationConfig config,
            BiFunction<VirtualTime, WebSocketConnector, WebSocketConnector> wire,
            byte[] file) {
        this.config = config;
        this.file = file.clone();
        try {
            staging = Files.createTempDirectory(folder, "staging");
            shared = Files.createTempDirectory(folder, "shared");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        transfers = new SteadyTransfers(time, file);
        connector = wire.apply(time, csms);
        cabinet = new Hypercharger(
                HyperchargerModel.of(product.model().driver()),
                new Nameplate("HYC-1", ID, FirmwareVersion.parse("3.0.0"), shared),
                time,
                time.newBlockingSerial("cabinet"));
        gateway = begin();
    }

    /** The configuration of such a station. */
    static StationConfig config(String csmsUrl, int securityProfile, X509Certificate... roots) {
        return new StationConfig(
                ID,
                new Hyc400Eu().model().driver(),
                URI.create(CABINET),
                URI.create(csmsUrl),
                securityProfile,
                PASSWORD,
                roots.length == 0 ? List.of() : List.of(new PemFile(Path.of("root.pem"), List.of(roots))),
                List.of(),
                StationConfig.DEFAULT_DRIVER_GRACE,
                Map.of());
    }

    private StoryBirths newDisk() {
        return new StoryBirths(store, new HashMap<>(), csms::now);
    }

    private StationGateway begin() {
        disk = newDisk();
        transfers = new SteadyTransfers(time, file);
        StationGateway made =
                EmbeddedGateway.inMemory(time, time, disk, connector, staging, EmbeddedGateway.blocks(), transfers);
        made.addDriver(product.model().driver(), new CabinetDrivers(product, cabinet, same -> same), "test");
        made.putStation(atCabinet());
        time.advance(Duration.ofMinutes(1));
        return made;
    }

    /** The station of the configuration, with the folder that it shares with its cabinet. */
    private StationConfig atCabinet() {
        return new StationConfig(
                config.stationId(),
                config.driver(),
                URI.create(CABINET + "&transferFolder=" + URLEncoder.encode(shared.toString(), StandardCharsets.UTF_8)),
                config.csmsUrl(),
                config.securityProfile(),
                config.basicAuthPassword(),
                config.csmsRootCertificates(),
                config.manufacturerRootCertificates(),
                config.driverGrace(),
                config.driverProperties());
    }

    /** The files of the station itself, and those that it shares with the cabinet. */
    List<Path> files() {
        return FilesOfThen.of(staging, shared).paths();
    }

    /** What the process has under it as long as it lives. */
    StoryBirths disk() {
        return disk;
    }

    StationGateway gateway() {
        return gateway;
    }

    <T> T answer(CompletionStage<T> asked) {
        time.runUntilIdle();
        return asked.toCompletableFuture().join();
    }

    /** The CSMS sends a request, and time passes in which all that follows is done. */
    void call(String action, String payload) {
        csms.call(action, payload);
        time.advance(Duration.ofSeconds(20));
    }

    /** Certificates in PEM, as a string of JSON. */
    static String json(List<X509Certificate> certificates) {
        return '"'
                + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(PemCertificates.write(certificates)))
                + '"';
    }

    /** The CSMS has the station connect by another network profile after a reset. */
    void migrate(int slot, String csmsUrl, int securityProfile, String priority) {
        call(
                "SetNetworkProfile",
                "{\"configurationSlot\":" + slot + ",\"connectionData\":{\"ocppVersion\":\"OCPP20\","
                        + "\"ocppTransport\":\"JSON\",\"ocppCsmsUrl\":\"" + csmsUrl + "\",\"messageTimeout\":30,"
                        + "\"securityProfile\":" + securityProfile + ",\"ocppInterface\":\"Wired0\"}}");
        call(
                "SetVariables",
                "{\"setVariableData\":[{\"component\":{\"name\":\"OCPPCommCtrlr\"},\"variable\":{\"name\":"
                        + "\"NetworkConfigurationPriority\"},\"attributeValue\":\"" + priority + "\"}]}");
        call("Reset", "{\"type\":\"Immediate\"}");
        time.advance(Duration.ofMinutes(1));
    }

    /** The process dies, and the next one has a minute to boot. */
    void dies() {
        FilesOfThen then = FilesOfThen.of(staging, shared);
        transfers.stop();
        gateway.close();
        csms.lose();
        store.crash();
        time.runUntilIdle();
        then.restore();
        gateway = begin();
    }

    StationView view() {
        return answer(gateway.station(ID));
    }

    @Override
    public void close() {
        gateway.close();
        cabinet.close();
    }
}
