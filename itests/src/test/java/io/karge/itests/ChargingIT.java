package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.karaf.features.Feature;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Vehicles charge in the real distribution while things come and go around them. */
public class ChargingIT extends DistributionTestSupport {
    private static final Duration WAIT = Duration.ofSeconds(40);
    private static final String CARD = "{\"idToken\":\"04A2B3C4\",\"type\":\"ISO14443\"}";

    private final List<String> stations = new ArrayList<>();
    private Site site;
    private String csmsUrl;

    @Before
    public void setUp() throws Exception {
        service(io.karge.runtime.Gateway.class);
        Path etc = Path.of(System.getProperty("karaf.etc"));
        Properties http = new Properties();
        try (Reader file = Files.newBufferedReader(etc.resolve("org.apache.felix.http.cfg"))) {
            http.load(file);
        }
        site = new Site(
                etc,
                Integer.parseInt(http.getProperty("org.osgi.service.http.port").strip()));
        int csmsPort = freePort();
        csmsUrl = "ws://127.0.0.1:" + csmsPort + "/ocpp";
        site.write("io.karge.testsystem.cfg", List.of("port = " + csmsPort));
    }

    @After
    public void tearDown() throws Exception {
        for (String station : stations) {
            site.delete("io.karge.station-" + station + ".cfg");
            site.delete("io.karge.simulator-" + station + ".cfg");
        }
        await("all stations are gone", WAIT, () -> site.get("/api/v1/stations").isEmpty());
    }

    @Test
    public void swappingTheDriverWhileACarChargesLosesNothing() throws Exception {
        String station = add("SWAP-1", "hyc-400-eu");
        site.set(station, "SampledDataCtrlr", "TxUpdatedInterval", "1");
        charge(station);
        long energy = energy(station);
        Feature driver = features.getFeature("karge-driver-hyc-400-eu");

        features.uninstallFeature(driver.getName(), driver.getVersion());
        await("the driver is said to be missing", WAIT, () -> site.is(station, "/hardware", "missing"));
        assertThat(site.station(station).at("/connection").asText()).isEqualTo("online");
        assertThat(site.station(station).at("/transactions")).hasSize(1);
        features.installFeature(driver.getName(), driver.getVersion());

        await("the driver is back", WAIT, () -> site.is(station, "/hardware", "up"));
        await("energy flows on", WAIT, () -> energy(station) > energy);
        site.simulate(station, "present-token", CARD);
        await("the transaction ends", WAIT, () -> site.station(station)
                .at("/transactions")
                .isEmpty());
        await("the CSMS has everything", WAIT, () -> site.is(station, "/queue/length", "0"));

        assertWhole(station);
        assertThat(calls(station, "BootNotification")).as("BootNotifications").hasSize(1);
    }

    @Test
    public void aBadFileNamesItsKeyAndLeavesTheOthersRunning() throws Exception {
        String station = add("GOOD-1", "hyc-200-eu");
        List<String> bad = new ArrayList<>(Site.station("BAD-1", "hyc-200-eu", freePort(), csmsUrl));
        bad.replaceAll(line -> line.startsWith("securityProfile") ? "securityProfile = seven" : line);
        site.write("io.karge.station-BAD-1.cfg", bad);

        await("the bad file is refused", WAIT, () -> shell("station:list").contains("securityProfile"));
        assertThat(shell("station:list")).contains("seven");
        assertThat(site.accepted(station)).isTrue();
        assertThat(site.get("/api/v1/stations")).hasSize(1);

        site.delete("io.karge.station-BAD-1.cfg");
        await("the problem is gone", WAIT, () -> !shell("station:list").contains("securityProfile"));
    }

    @Test
    public void aMissingDriverIsSaidAndCuredWhenItArrives() throws Exception {
        Feature driver = features.getFeature("karge-driver-hyc-200-us");
        features.uninstallFeature(driver.getName(), driver.getVersion());
        int modbusPort = freePort();
        stations.add("LATE-1");
        site.addStation("LATE-1", "hyc-200-us", modbusPort, csmsUrl);

        await(
                "the missing driver is said",
                WAIT,
                () -> shell("station:list").contains("karge-driver-hyc-200-us")
                        || shell("station:list").contains("hyc-200-us' is not installed"));
        assertThat(site.station("LATE-1").at("/hardware").asText()).isEqualTo("missing");

        features.installFeature(driver.getName(), driver.getVersion());
        await("the station is accepted", WAIT, () -> site.accepted("LATE-1"));
        await("the hardware is up", WAIT, () -> site.is("LATE-1", "/hardware", "up"));
        assertThat(site.station("LATE-1").at("/problems").toString()).doesNotContain("not installed");
    }

    @Test
    public void nothingStaysBehindWhenEverythingIsRemoved() throws Exception {
        String first = add("GONE-1", "hyc-400-us");
        charge(first);
        assertThat(shell("route:list")).contains("hardware-events-GONE-1", "hardware-commands-GONE-1");
        tearDown();
        stations.clear();

        await("no route is left of the station", WAIT, () -> !shell("route:list")
                .contains("GONE-1"));
        await("no thread is left of the station", WAIT, () -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().contains("GONE-1")));
        await("no Modbus thread is left", WAIT, () -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread ->
                        thread.getName().toLowerCase(java.util.Locale.ROOT).contains("modbus")));
    }

    private String add(String station, String model) throws Exception {
        stations.add(station);
        site.addStation(station, model, freePort(), csmsUrl);
        await(station + " is accepted", WAIT, () -> site.accepted(station));
        await(station + " has its hardware", WAIT, () -> site.is(station, "/hardware", "up"));
        return station;
    }

    private void charge(String station) throws Exception {
        site.simulate(station, "evses/1/plug-in", "{}");
        await("the vehicle is seen", WAIT, () -> site.is(station, "/evses/0/connectors/0/status", "Occupied"));
        site.simulate(station, "present-token", CARD);
        await("it charges", WAIT, () -> site.is(station, "/transactions/0/chargingState", "Charging"));
        await("energy flows", WAIT, () -> energy(station) > 0);
    }

    private long energy(String station) throws Exception {
        return site.station(station).at("/transactions/0/energyWh").asLong();
    }

    private List<JsonNode> calls(String station, String action) throws Exception {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode message : site.get("/api/v1/stations/" + station + "/messages?limit=1000")) {
            if (message.at("/type").asText().equals("CALL")
                    && message.at("/direction").asText().equals("out")
                    && message.at("/action").asText().equals(action)) {
                found.add(new ObjectMapper().readTree(message.at("/frame").asText()));
            }
        }
        return found;
    }

    /** The CSMS saw one transaction: numbers without a gap and none twice, one Started first, one Ended last. */
    private void assertWhole(String station) throws Exception {
        List<JsonNode> events = calls(station, "TransactionEvent");
        assertThat(events.stream().map(event -> event.at("/3/transactionInfo/transactionId")))
                .as("one transaction")
                .containsOnly(events.get(0).at("/3/transactionInfo/transactionId"));
        assertThat(events.stream().map(event -> event.at("/3/seqNo").asInt()))
                .containsExactlyElementsOf(
                        IntStream.range(0, events.size()).boxed().toList());
        List<String> types =
                events.stream().map(event -> event.at("/3/eventType").asText()).toList();
        assertThat(types).startsWith("Started").endsWith("Ended");
        assertThat(types.subList(1, types.size() - 1)).containsOnly("Updated");
    }
}
