package io.karge.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.runtime.Machine;
import io.karge.security.PemCertificates;
import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.Credentials;
import io.karge.security.testkit.TestAuthority;
import io.karge.site.Distribution;
import io.karge.site.GatewayClient;
import io.karge.site.Products;
import io.karge.testsystem.AcceptingBehaviour;
import io.karge.testsystem.CsmsServer;
import io.karge.time.TimeSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Records what {@link StoreOfEarlierReleaseTest} opens: the store of an unpacked distribution of a release, with a station
 * of each product. One charges while the CSMS goes away, and goes on; another one has a whole charge while it is away.
 */
final class StoreRecorder {
    static final String CSMS_URL = "ws://127.0.0.1:18180/ocpp";
    static final String PASSWORD = "0123456789abcdef";
    static final String CARD = "04A2B3C4D5";
    static final int OFFLINE_THRESHOLD = 4321;

    static final int FIRMWARE_REQUEST = 7;

    static final String CHARGES = "HYC-400-US-1";
    static final String CHARGED_OFFLINE = "HYC-200-US-1";
    static final String OUT_OF_SERVICE = "HYC-400-EU-1";

    /** The files of a gateway that hold its state, in the recording by their names. */
    static final List<String> FILES =
            List.of("store/karge.db", "store/karge.db.journal", "store/karge-master.id", "etc/karge-master.key");

    /** In the recording: of each transaction how many events the CSMS had; and when it was made. */
    static final String TOLD = "told.properties";

    static final String AT = "at";

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Integer> told = new ConcurrentSkipListMap<>();
    private final TimeSource time;
    private final Distribution distribution;
    private final GatewayClient gateway;

    private StoreRecorder(TimeSource time, Path home) throws IOException {
        this.time = time;
        distribution = new Distribution(home);
        distribution.usePorts(0, 0);
        gateway = distribution.gateway();
    }

    /** Takes the folder of a distribution that has never run, and the file to write. */
    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]).toAbsolutePath();
        try (Machine machine = new Machine()) {
            StoreRecorder recorder = new StoreRecorder(machine.time(), home);
            try {
                recorder.run();
            } finally {
                recorder.distribution.stop();
            }
            write(home, Path.of(args[1]));
        }
    }

    private void run() throws Exception {
        AcceptingBehaviour friendly = new AcceptingBehaviour(time, 300, Set.of());
        try (CsmsServer csms = new CsmsServer("127.0.0.1", 18180, PASSWORD, friendly, time)) {
            csms.observe(this::count);
            csms.start();
            Products.addAll(distribution.files(), 0, CSMS_URL, PASSWORD);
            distribution.start();
            for (String id : Products.stationIds()) {
                await(id + " runs", () -> gateway.accepted(id) && gateway.is(id, "/hardware", "up"));
            }
            change(csms);
            charge(CHARGED_OFFLINE);
            begin(CHARGES);
            for (String id : Products.stationIds()) {
                await(id + " has told all", () -> gateway.is(id, "/queue/length", "0"));
            }
        }
        for (String id : Products.stationIds()) {
            await(id + " is offline", () -> !gateway.is(id, "/connection", "online"));
        }
        gateway.simulate(CHARGES, "evses/1/vehicle", "{\"state\":\"suspended\"}");
        charge(CHARGED_OFFLINE);
        await("events wait", () -> gateway.station(CHARGES).at("/queue/length").asInt() > 0);
        told.put(AT, (int) time.wallClock().getEpochSecond());
        Properties properties = new Properties();
        told.forEach((transaction, events) -> properties.setProperty(transaction, Integer.toString(events)));
        try (OutputStream out = Files.newOutputStream(distribution.home().resolve(TOLD))) {
            properties.store(out, null);
        }
    }

    private void count(String stationId, OcppRequest request) {
        if (request instanceof TransactionEventRequest event) {
            told.put(event.transactionInfo().transactionId(), event.seqNo() + 1);
        }
    }

    private static void change(CsmsServer csms) throws Exception {
        call(
                csms,
                OUT_OF_SERVICE,
                "SetNetworkProfile",
                "{\"configurationSlot\":2,\"connectionData\":{\"ocppVersion\":\"OCPP20\",\"ocppTransport\":\"JSON\","
                        + "\"ocppCsmsUrl\":\"" + CSMS_URL + "\",\"messageTimeout\":30,\"securityProfile\":1,"
                        + "\"ocppInterface\":\"Wired0\"}}");
        TestAuthority manufacturer = TestAuthority.root("Recorded Manufacturer");
        install(csms, "ManufacturerRootCertificate", manufacturer);
        install(csms, "CSMSRootCertificate", TestAuthority.root("Recorded CSMS"));
        Credentials signer = manufacturer.firmwareSigner(CertificateOrder.server("Recorded Firmware"));
        call(
                csms,
                OUT_OF_SERVICE,
                "UpdateFirmware",
                JSON.createObjectNode()
                        .put("requestId", FIRMWARE_REQUEST)
                        .set(
                                "firmware",
                                JSON.createObjectNode()
                                        .put("location", "http://127.0.0.1:18181/image.bin")
                                        .put("retrieveDateTime", "2099-01-01T00:00:00Z")
                                        .put("signingCertificate", PemCertificates.write(signer.chain()))
                                        .put("signature", Base64.getEncoder().encodeToString(signer.sign(new byte[1]))))
                        .toString());
        set(csms, CHARGES, "OCPPCommCtrlr", "OfflineThreshold", Integer.toString(OFFLINE_THRESHOLD));
        set(csms, CHARGED_OFFLINE, "AuthCtrlr", "OfflineTxForUnknownIdEnabled", "true");
        call(csms, OUT_OF_SERVICE, "ChangeAvailability", "{\"evse\":{\"id\":1},\"operationalStatus\":\"Inoperative\"}");
    }

    private static void install(CsmsServer csms, String use, TestAuthority root) throws Exception {
        call(
                csms,
                OUT_OF_SERVICE,
                "InstallCertificate",
                JSON.createObjectNode()
                        .put("certificateType", use)
                        .put("certificate", PemCertificates.write(List.of(root.certificate())))
                        .toString());
    }

    private static void set(CsmsServer csms, String stationId, String component, String variable, String value)
            throws Exception {
        call(
                csms,
                stationId,
                "SetVariables",
                "{\"setVariableData\":[{\"component\":{\"name\":\"" + component + "\"},\"variable\":{\"name\":\""
                        + variable + "\"},\"attributeValue\":\"" + value + "\"}]}");
    }

    private static void call(CsmsServer csms, String stationId, String action, String payload) throws Exception {
        String answer = csms.station(stationId)
                .orElseThrow()
                .call(action, JSON.readTree(payload))
                .toCompletableFuture()
                .get(1, TimeUnit.MINUTES)
                .toString();
        if (!answer.contains("\"Accepted\"")) {
            throw new ConformanceException(stationId + " answered " + action + " with " + answer);
        }
    }

    private void begin(String id) throws Exception {
        gateway.simulate(id, "evses/1/plug-in", "{}");
        gateway.simulate(id, "present-token", "{\"idToken\":\"" + CARD + "\",\"type\":\"ISO14443\",\"evseId\":1}");
        await(id + " charges", () -> gateway.is(id, "/transactions/0/chargingState", "Charging"));
    }

    /** A whole charge. */
    private void charge(String id) throws Exception {
        begin(id);
        gateway.simulate(id, "present-token", "{\"idToken\":\"" + CARD + "\",\"type\":\"ISO14443\",\"evseId\":1}");
        gateway.simulate(id, "evses/1/unplug", "{}");
        await(id + " has charged", () -> gateway.station(id).at("/transactions").isEmpty());
    }

    private void await(String what, TestSite.Probe probe) throws InterruptedException {
        if (!TestSite.await(time, PATIENCE, probe)) {
            throw new ConformanceException("in vain: " + what + "; see " + distribution.log());
        }
    }

    private static void write(Path home, Path recording) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(recording))) {
            for (String file : FILES) {
                add(zip, home.resolve(file));
            }
            add(zip, home.resolve(TOLD));
        }
    }

    private static void add(ZipOutputStream zip, Path file) throws IOException {
        zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
        Files.copy(file, zip);
    }
}
