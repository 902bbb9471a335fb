package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.driver.StationDriverFactory;
import io.karge.driver.TokenType;
import io.karge.driver.testkit.VirtualTime;
import io.karge.embedded.EmbeddedGateway;
import io.karge.runtime.AuditSecurityLog;
import io.karge.runtime.GatewayBuilder;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationGateway;
import io.karge.runtime.StationView;
import io.karge.security.MasterKeys;
import io.karge.simulator.FirmwareVersion;
import io.karge.simulator.Hypercharger;
import io.karge.simulator.HyperchargerModel;
import io.karge.simulator.Nameplate;
import io.karge.simulator.Vehicle;
import io.karge.storage.DurableStores;
import io.karge.storage.MemoryStore;
import io.karge.storage.OpenStore;
import io.karge.storage.Write;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The store that a gateway of an earlier release left, with its master key, is opened after an upgrade: every station
 * runs, what was set is set, what waits is delivered once and in order, and the transaction that ran goes on. How it was
 * recorded is in the README.
 */
@ParameterizedClass
@ValueSource(strings = {StoreOfEarlierReleaseTest.WITHOUT_ORDERS, "store-adfce54d.zip"})
class StoreOfEarlierReleaseTest {
    /** Of a release that knew neither network profiles nor certificates nor updates from a CSMS. */
    static final String WITHOUT_ORDERS = "store-a66406ab.zip";

    private static final int EVSE = 1;

    @Parameter
    String recording;

    @TempDir
    Path folder;

    private final Properties told = new Properties();
    private final Map<String, StoryCsms> csms = new LinkedHashMap<>();
    private final Map<String, Hypercharger> cabinets = new LinkedHashMap<>();
    private VirtualTime time = new VirtualTime();
    private StationGateway gateway;

    @BeforeEach
    void upgrade() throws Exception {
        unpack();
        time = new VirtualTime(Instant.ofEpochSecond(
                Long.parseLong(told.remove(StoreRecorder.AT).toString()) + 60));
        gateway = new GatewayBuilder()
                .time(time)
                .workers(time)
                .store(recorded())
                .connector(
                        (endpoint, listener) -> csms.get(endpoint.stationId()).connect(endpoint, listener))
                .stagingFolder(folder.resolve("staging"))
                .secrets(MasterKeys.inFiles(folder.resolve("karge-master.key"), folder.resolve("karge-master.id")))
                .securityLog(new AuditSecurityLog())
                .random(new Random(1))
                .build();
        EmbeddedGateway.blocks().forEach(gateway::addBlock);
        Products.ALL.forEach(this::begin);
        time.advance(Duration.ofMinutes(2));
    }

    @AfterEach
    void end() {
        gateway.close();
        cabinets.values().forEach(Hypercharger::close);
    }

    @Test
    void everyStationRunsAndHasWhatWasSet() {
        for (String id : csms.keySet()) {
            StationView view = view(id);
            assertThat(view.connection()).as(id).isEqualTo("online");
            assertThat(view.registration()).as(id).isEqualTo("Accepted");
            assertThat(view.hardware()).as(id).isEqualTo("up");
            assertThat(view.problems()).as(id).isEmpty();
        }
        assertThat(gateway.problems()).isEmpty();

        assertThat(answer(
                                StoreRecorder.CHARGES,
                                "GetVariables",
                                "{\"getVariableData\":[{\"component\":{\"name\":\"OCPPCommCtrlr\"},"
                                        + "\"variable\":{\"name\":\"OfflineThreshold\"}}]}")
                        .at("/getVariableResult/0/attributeValue")
                        .asInt())
                .isEqualTo(StoreRecorder.OFFLINE_THRESHOLD);
        assertThat(csms.get(StoreRecorder.OUT_OF_SERVICE).told)
                .filteredOn(request -> request.action().equals("StatusNotification")
                        && request.payload().path("evseId").asInt() == EVSE)
                .last()
                .satisfies(report -> assertThat(
                                report.payload().path("connectorStatus").asText())
                        .isEqualTo("Unavailable"));
    }

    @Test
    void knowsTheProfileTheRootsAndTheUpdateThatCameBefore() {
        boolean some = !recording.equals(WITHOUT_ORDERS);
        assertThat(answer(
                                StoreRecorder.OUT_OF_SERVICE,
                                "SetVariables",
                                "{\"setVariableData\":[{\"component\":{\"name\":\"OCPPCommCtrlr\"},"
                                        + "\"variable\":{\"name\":\"NetworkConfigurationPriority\"},"
                                        + "\"attributeValue\":\"2,1\"}]}")
                        .at("/setVariableResult/0/attributeStatus")
                        .asText())
                .isEqualTo(some ? "Accepted" : "Rejected");
        assertThat(answer(StoreRecorder.OUT_OF_SERVICE, "GetInstalledCertificateIds", "{}")
                        .at("/certificateHashDataChain"))
                .extracting(chain -> chain.path("certificateType").asText())
                .containsExactlyInAnyOrderElementsOf(
                        some ? List.of("ManufacturerRootCertificate", "CSMSRootCertificate") : List.of());
        var firmware = gateway.firmware(StoreRecorder.OUT_OF_SERVICE);
        time.runUntilIdle();
        assertThat(Optional.ofNullable(firmware.toCompletableFuture().join().update())
                        .map(update -> update.requestId() + " " + update.status()))
                .isEqualTo(
                        some ? Optional.of(StoreRecorder.FIRMWARE_REQUEST + " DownloadScheduled") : Optional.empty());
    }

    @Test
    void whatWaitedIsDeliveredOnceAndInOrder() {
        assertThat(events(StoreRecorder.CHARGED_OFFLINE)).hasSize(1).allSatisfy((transaction, events) -> {
            assertThat(told).doesNotContainKey(transaction);
            assertWithoutGap(events, 0);
            assertThat(types(events)).startsWith("Started").endsWith("Ended");
        });
        assertThat(view(StoreRecorder.CHARGED_OFFLINE).transactions()).isEmpty();
        csms.keySet().forEach(id -> assertThat(view(id).queue().length()).as(id).isZero());
    }

    @Test
    void theTransactionGoesOnAndEnds() {
        String running = view(StoreRecorder.CHARGES).transactions().get(0).transactionId();
        assertThat(told).containsKey(running);

        Hypercharger cabinet = cabinets.get(StoreRecorder.CHARGES);
        cabinet.presentCard(StoreRecorder.CARD, TokenType.ISO14443, EVSE);
        time.advance(Duration.ofSeconds(20));
        cabinet.unplug(EVSE);
        time.advance(Duration.ofMinutes(1));

        assertThat(events(StoreRecorder.CHARGES)).containsOnlyKeys(running);
        List<JsonNode> events = events(StoreRecorder.CHARGES).get(running);
        assertWithoutGap(events, Integer.parseInt(told.getProperty(running)));
        assertThat(events.get(0).path("offline").asBoolean()).isTrue();
        assertThat(types(events)).endsWith("Ended").doesNotContain("Started");
        assertThat(view(StoreRecorder.CHARGES).transactions()).isEmpty();
    }

    private static void assertWithoutGap(List<JsonNode> events, int first) {
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).path("seqNo").asInt()).isEqualTo(first + i);
        }
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.path("eventType").asText()).toList();
    }

    /** The TransactionEvents that came from a station, of each transaction. */
    private Map<String, List<JsonNode>> events(String stationId) {
        Map<String, List<JsonNode>> events = new LinkedHashMap<>();
        csms.get(stationId).received.forEach(came -> events.computeIfAbsent(
                        came.event().at("/transactionInfo/transactionId").asText(), first -> new ArrayList<>())
                .add(came.event()));
        return events;
    }

    private JsonNode answer(String stationId, String action, String payload) {
        String call = csms.get(stationId).call(action, payload);
        time.advance(Duration.ofSeconds(20));
        return csms.get(stationId).answers.get(call);
    }

    private StationView view(String stationId) {
        var view = gateway.station(stationId);
        time.runUntilIdle();
        return view.toCompletableFuture().join();
    }

    /** The vehicle of then is still there; the station has the cfg of then. */
    private void begin(StationDriverFactory product) {
        String driver = product.model().driver();
        String id = io.karge.site.Products.stationId(driver);
        Hypercharger cabinet = new Hypercharger(
                HyperchargerModel.of(driver),
                new Nameplate("SIM-" + id, id, FirmwareVersion.parse("3.0.0"), folder),
                time,
                time.newBlockingSerial(id));
        cabinets.put(id, cabinet);
        csms.put(id, new StoryCsms(time));
        if (id.equals(StoreRecorder.CHARGES)) {
            cabinet.plugIn(EVSE, Vehicle.DEFAULT);
        }
        gateway.addDriver(driver, new CabinetDrivers(product, cabinet, same -> same), "test");
        gateway.putStation(StationConfig.of(
                id,
                driver,
                URI.create("modbus-tcp://127.0.0.1:" + (502 + cabinets.size()) + "?unitId=1"),
                URI.create(StoreRecorder.CSMS_URL),
                StoreRecorder.PASSWORD));
    }

    private MemoryStore recorded() {
        List<Write> writes = new ArrayList<>();
        try (OpenStore store = DurableStores.open(folder.resolve("karge.db"), time)) {
            store.load("").forEach((key, value) -> writes.add(Write.put(key, value)));
            assertThat(store.state().problems()).isEmpty();
        }
        MemoryStore memory = new MemoryStore(time.newBlockingSerial("store"), time);
        memory.newWriter().commit(writes, result -> {});
        time.runUntilIdle();
        return memory;
    }

    private void unpack() throws IOException {
        try (InputStream in = StoreOfEarlierReleaseTest.class.getResourceAsStream(recording);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(StoreRecorder.TOLD)) {
                    told.load(zip);
                } else {
                    Files.copy(zip, folder.resolve(entry.getName()));
                }
            }
        }
    }
}
