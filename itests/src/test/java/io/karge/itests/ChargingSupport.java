package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.site.Distribution;
import io.karge.site.GatewayClient;
import io.karge.site.SiteFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.karaf.features.Feature;
import org.junit.After;
import org.junit.Before;

/** A site in the real distribution with a CSMS, and vehicles that charge at its stations. */
public abstract class ChargingSupport extends DistributionTestSupport {
    static final Duration WAIT = Duration.ofSeconds(40);
    static final String PASSWORD = "integration-tests-1";
    static final String CARD = "{\"idToken\":\"04A2B3C4\",\"type\":\"ISO14443\"}";

    final List<String> stations = new ArrayList<>();
    GatewayClient gateway;
    SiteFiles files;
    String csmsUrl;

    @Before
    public void setUp() throws Exception {
        service(io.karge.runtime.Gateway.class);
        Distribution distribution = Distribution.configured(Path.of(System.getProperty("karaf.base")));
        gateway = distribution.gateway();
        files = distribution.files();
        int csmsPort = Distribution.freePort(0);
        csmsUrl = "ws://127.0.0.1:" + csmsPort + "/ocpp";
        files.write("io.karge.testsystem.cfg", List.of("port = " + csmsPort));
    }

    @After
    public void tearDown() throws Exception {
        for (String station : stations) {
            files.removeStation(station);
        }
        await("all stations are gone", WAIT, () -> {
            for (JsonNode station : gateway.get("/api/v1/stations")) {
                if (station.at("/problems/0/what").asText().startsWith("The station has no cfg")) { // it was charging
                    shell("station:discard --force " + station.at("/stationId").asText());
                }
            }
            return gateway.get("/api/v1/stations").isEmpty();
        });
    }

    String add(String station, String model) throws Exception {
        stations.add(station);
        files.addStation(station, model, Distribution.freePort(0), csmsUrl, PASSWORD);
        await(station + " is accepted", WAIT, () -> gateway.accepted(station));
        await(station + " has its hardware", WAIT, () -> gateway.is(station, "/hardware", "up"));
        return station;
    }

    void charge(String station) throws Exception {
        gateway.simulate(station, "evses/1/plug-in", "{}");
        await("the vehicle is seen", WAIT, () -> gateway.is(station, "/evses/0/connectors/0/status", "Occupied"));
        gateway.simulate(station, "present-token", CARD);
        await("it charges", WAIT, () -> gateway.is(station, "/transactions/0/chargingState", "Charging"));
        await("energy flows", WAIT, () -> energy(station) > 0);
    }

    void uninstall(String block) throws Exception {
        Feature feature = features.getFeature("karge-" + block);
        features.uninstallFeature(feature.getName(), feature.getVersion());
    }

    void install(String block) throws Exception {
        Feature feature = features.getFeature("karge-" + block);
        features.installFeature(feature.getName(), feature.getVersion());
    }

    String call(String station, String action, String payload) {
        return shell("csms:call " + station + " " + action + " '" + payload + "'");
    }

    long energy(String station) throws Exception {
        return gateway.station(station).at("/transactions/0/energyWh").asLong();
    }

    List<JsonNode> calls(String station, String action) throws Exception {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode message : gateway.get("/api/v1/stations/" + station + "/messages?limit=1000")) {
            if (message.at("/type").asText().equals("CALL")
                    && message.at("/direction").asText().equals("out")
                    && message.at("/action").asText().equals(action)) {
                found.add(new ObjectMapper().readTree(message.at("/frame").asText()));
            }
        }
        return found;
    }

    /** The CSMS saw one transaction: numbers without a gap and none twice, one Started first, one Ended last. */
    void assertWhole(String station) throws Exception {
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
