package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;
import org.ops4j.pax.exam.Option;

/** What docs/monitoring promises, of a station that charges in the real distribution. */
public class MonitoringIT extends ChargingSupport {
    private static final Pattern METRIC = Pattern.compile("\\b(?:karge|jvm|process)_[a-z0-9_]+");

    @Override
    protected Option[] more() throws IOException {
        Path docs = Path.of(System.getProperty("karge.sources"), "docs", "monitoring");
        return new Option[] {
            systemProperty("karge.docs").value(docs.toRealPath().toString())
        };
    }

    @Test
    public void tellsOfAStationThatCharges() throws Exception {
        String station = add("WATCH-1", "hyc-400-eu");
        charge(station);
        String label = "{station=\"WATCH-1\"";

        await("power", WAIT, () -> value("karge_evse_power_watts" + label + "|evse=\"1\"") > 1_000);
        double before = value("karge_evse_energy_joules_total" + label + "|evse=\"1\"");
        await("energy", WAIT, () -> value("karge_evse_energy_joules_total" + label + "|evse=\"1\"") > before);
        assertThat(value("karge_station_connection_state" + label + "|state=\"online\""))
                .isEqualTo(1);
        assertThat(value("karge_station_connection_state" + label + "|state=\"offline\""))
                .isEqualTo(0);
        assertThat(value("karge_connector_state" + label + "|evse=\"1\"|state=\"Occupied\""))
                .isEqualTo(1);
        assertThat(value("karge_station_transactions_started_total" + label)).isEqualTo(1);
        assertThat(value("karge_csms_response_seconds_count" + label)).isPositive();
        assertThat(value("karge_store_commit_seconds_count" + label)).isPositive();
        assertThat(value("karge_station_loop_lateness_seconds_count" + label)).isPositive();
        assertThat(value("jvm_memory_pool_collection_max_bytes{|pool=\"Tenured Gen\""))
                .isPositive();

        gateway.simulate(station, "present-token", CARD);
        await("the transaction ends", WAIT, () -> value("karge_station_transactions_ended_total" + label) == 1);
    }

    @Test
    public void tellsEverythingThatDashboardAndAlertsAskFor() throws Exception {
        add("WATCH-2", "hyc-400-eu");
        String metrics = scrape();
        Set<String> asked = new TreeSet<>();
        for (String file : new String[] {"grafana-dashboard.json", "alerts.yml"}) {
            Matcher name = METRIC.matcher(Files.readString(Path.of(System.getProperty("karge.docs"), file)));
            name.results().map(found -> found.group()).forEach(asked::add);
        }
        asked.remove("karge_station_queue_oldest_age_seconds"); // absent, as nothing waits

        assertThat(asked).hasSizeGreaterThan(25);
        asked.removeIf(name -> metrics.contains("\n" + name + "{") || metrics.contains("\n" + name + " "));
        assertThat(asked).as("what is not there").isEmpty();
    }

    @Test
    public void writesJsonLinesForCollectorsWhenToldTo() throws Exception {
        Path etc = Path.of(System.getProperty("karaf.etc"));
        Path cfg = etc.resolve("org.ops4j.pax.logging.cfg");
        String shipped = Files.readString(cfg);
        int block = shipped.indexOf("# For a collector");
        Path log = Path.of(System.getProperty("karaf.log"), "karaf.json");
        assertThat(block).isPositive();
        assertThat(log).doesNotExist();

        Files.writeString(
                cfg, shipped.substring(0, block) + shipped.substring(block).replace("\n#log4j2", "\nlog4j2"));
        try {
            await("the log is there", WAIT, () -> Files.exists(log));
            String station = add("WATCH-3", "hyc-400-eu");
            await("it tells of the station", WAIT, () -> Files.readString(log).contains("station=" + station));
        } finally {
            Files.writeString(cfg, shipped);
        }

        ObjectMapper json = new ObjectMapper();
        ArrayList<String> wrong = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            JsonNode event = json.readTree(line);
            if (!event.path("@timestamp").asText().matches("\\d{4}-\\d\\d-\\d\\dT.*Z")
                    || event.path("log.level").asText().isEmpty()
                    || event.path("message").asText().isEmpty()
                    || event.path("log.logger").asText().isEmpty()) {
                wrong.add(line);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** The value of the series that begins so and has these labels, separated by |; NaN when there is none. */
    private double value(String series) throws Exception {
        String[] wanted = series.split("\\|", -1);
        double value = Double.NaN;
        for (String line : scrape().split("\n", -1)) {
            boolean same = line.startsWith(wanted[0].substring(0, wanted[0].indexOf('{') + 1));
            for (String label : wanted) {
                same &= line.contains(label.substring(label.indexOf('{') + 1));
            }
            if (same) {
                value = Double.parseDouble(line.substring(line.lastIndexOf(' ')));
            }
        }
        return value;
    }

    private String scrape() throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(gateway.url() + "/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
