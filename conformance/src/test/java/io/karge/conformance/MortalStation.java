package io.karge.conformance;

import io.karge.driver.StationDriverFactory;
import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.driver.testkit.VirtualTime;
import io.karge.embedded.EmbeddedGateway;
import io.karge.runtime.PemFile;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationGateway;
import io.karge.runtime.StationView;
import io.karge.simulator.FirmwareVersion;
import io.karge.simulator.Hypercharger;
import io.karge.simulator.HyperchargerModel;
import io.karge.simulator.Nameplate;
import io.karge.storage.MemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * A station whose process can die, as by SIGKILL: what was not committed is lost, files stay as they are at that moment, and
 * the next process goes on with both. Its cabinet lives on.
 */
final class MortalStation implements AutoCloseable {
    static final String ID = "CS-1";

    final VirtualTime time = new VirtualTime();
    final StoryCsms csms = new StoryCsms(time);
    final Hypercharger cabinet;
    private final StationDriverFactory product = new Hyc400Eu();
    private final MemoryStore store = new MemoryStore(time.newBlockingSerial("store"), time);
    private final Path staging;
    private final Path shared;
    private final int securityProfile;
    private final List<PemFile> roots;
    private final byte[] file;
    private SteadyTransfers transfers;
    private StoryBirths disk;
    private StationGateway gateway;

    /**
     * Begins, and has a minute to boot.
     *
     * @param securityProfile of its cfg
     * @param roots of the CSMS
     * @param file what it gets from every location
     */
    MortalStation(Path folder, int securityProfile, List<PemFile> roots, byte[] file) {
        this.securityProfile = securityProfile;
        this.roots = roots;
        this.file = file.clone();
        try {
            staging = Files.createTempDirectory(folder, "staging");
            shared = Files.createTempDirectory(folder, "shared");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cabinet = new Hypercharger(
                HyperchargerModel.of(product.model().driver()),
                new Nameplate("HYC-1", ID, FirmwareVersion.parse("3.0.0"), shared),
                time,
                time.newBlockingSerial("cabinet"));
        transfers = new SteadyTransfers(time, file);
        disk = newDisk();
        gateway = begin();
    }

    private StoryBirths newDisk() {
        return new StoryBirths(store, new HashMap<>(), csms::now);
    }

    private StationGateway begin() {
        disk = newDisk();
        transfers = new SteadyTransfers(time, file);
        StationGateway made =
                EmbeddedGateway.inMemory(time, time, disk, csms, staging, EmbeddedGateway.blocks(), transfers);
        made.addDriver(product.model().driver(), new CabinetDrivers(product, cabinet, same -> same), "test");
        made.putStation(new StationConfig(
                ID,
                product.model().driver(),
                URI.create("modbus-tcp://127.0.0.1:502?unitId=1&transferFolder="
                        + URLEncoder.encode(shared.toString(), StandardCharsets.UTF_8)),
                URI.create(securityProfile == 1 ? "ws://127.0.0.1/ocpp" : "wss://127.0.0.1/ocpp"),
                securityProfile,
                "0123456789abcdef",
                roots,
                List.of(),
                StationConfig.DEFAULT_DRIVER_GRACE,
                Map.of()));
        time.advance(Duration.ofMinutes(1));
        return made;
    }

    /** What the process has under it as long as it lives. */
    StoryBirths disk() {
        return disk;
    }

    StationGateway gateway() {
        return gateway;
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

    /** The files of the station itself, and those that it shares with the cabinet. */
    List<Path> files() {
        return FilesOfThen.of(staging, shared).paths();
    }

    StationView view() {
        return answer(gateway.station(ID));
    }

    <T> T answer(CompletionStage<T> asked) {
        time.runUntilIdle();
        return asked.toCompletableFuture().join();
    }

    @Override
    public void close() {
        gateway.close();
        cabinet.close();
    }
}
