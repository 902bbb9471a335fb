package io.karge.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.karge.runtime.StationView;
import io.karge.runtime.testkit.Stations;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsServletTest extends HttpTest {

    @Test
    void tellsTheStateOfTheGateway() throws Exception {
        addStation("CS-1");
        gateway.problems = List.of(new StationView.Problem(Stations.AT, "a", "b", "c"));

        ExpositionText metrics = metrics();

        assertThat(metrics.value("karge_build_info", "version", "1.2.3")).isEqualTo(1);
        assertThat(metrics.value("karge_stations")).isEqualTo(1);
        assertThat(metrics.value("karge_problems")).isEqualTo(1);
    }

    @Test
    void tellsTheStateOfTheStations() throws Exception {
        addStation("CS-1");

        ExpositionText metrics = metrics();

        assertThat(metrics.value(
                        "karge_station_info",
                        "station",
                        "CS-1",
                        "driver",
                        "hyc-400-us",
                        "product",
                        "Hypercharger HYC400"))
                .isEqualTo(1);
        assertThat(metrics.value("karge_station_transactions", "station", "CS-1"))
                .isEqualTo(1);
        assertThat(metrics.value("karge_station_problems", "station", "CS-1")).isEqualTo(1);
        assertThat(metrics.value("karge_station_missing_blocks", "station", "CS-1"))
                .isEqualTo(1);
        assertThat(metrics.value("karge_station_queue_length", "station", "CS-1"))
                .isEqualTo(3);
        assertThat(metrics.value("karge_station_queue_oldest_age_seconds", "station", "CS-1"))
                .isEqualTo(90);
    }

    @Test
    void tellsEveryStateAlsoThoseThatAreNot() throws Exception {
        addStation("CS-1");

        ExpositionText metrics = metrics();

        assertThat(states(metrics, "karge_station_connection_state"))
                .containsExactlyInAnyOrder("online 1", "connecting 0", "offline 0");
        assertThat(states(metrics, "karge_station_registration_state"))
                .containsExactlyInAnyOrder("Accepted 1", "Pending 0", "Rejected 0", "none 0");
        assertThat(states(metrics, "karge_station_hardware_state"))
                .containsExactlyInAnyOrder("up 1", "down 0", "missing 0");
        assertThat(metrics.find("karge_connector_state", "station", "CS-1", "evse", "2", "connector", "1").stream()
                        .map(sample -> sample.labels().get("state") + " " + (int) sample.value()))
                .containsExactlyInAnyOrder("Available 1", "Occupied 0", "Reserved 0", "Unavailable 0", "Faulted 0");
    }

    @Test
    void tellsWhatTheMetersShowAndNothingWhereNothingIsKnown() throws Exception {
        addStation("CS-1");

        ExpositionText metrics = metrics();

        assertThat(metrics.value("karge_evse_energy_joules_total", "station", "CS-1", "evse", "1"))
                .isEqualTo(4.32e9);
        assertThat(metrics.value("karge_evse_power_watts", "station", "CS-1", "evse", "1"))
                .isEqualTo(148_000);
        assertThat(metrics.find("karge_evse_energy_joules_total", "evse", "2")).isEmpty();
        assertThat(metrics.find("karge_evse_power_watts", "evse", "2")).isEmpty();
    }

    @Test
    void tellsNoAgeOfAnEmptyQueue() throws Exception {
        addStation("CS-1");
        StationView station = gateway.stations.remove(0);
        gateway.stations.add(station.with(station.transactions(), new StationView.Queue(0, null)));

        ExpositionText metrics = metrics();

        assertThat(metrics.value("karge_station_queue_length", "station", "CS-1"))
                .isEqualTo(0);
        assertThat(metrics.find("karge_station_queue_oldest_age_seconds")).isEmpty();
    }

    @Test
    void countsAndTimes() throws Exception {
        addStation("CS-1");

        ExpositionText metrics = metrics();

        assertThat(metrics.value("karge_station_messages_total", "station", "CS-1", "direction", "out", "type", "CALL"))
                .isEqualTo(18);
        assertThat(metrics.value("karge_station_connections_total", "station", "CS-1"))
                .isEqualTo(3);
        assertThat(metrics.value("karge_station_disconnections_total", "station", "CS-1"))
                .isEqualTo(2);
        assertThat(metrics.value("karge_station_boots_total", "station", "CS-1"))
                .isEqualTo(1);
        assertThat(metrics.value("karge_station_transactions_started_total", "station", "CS-1"))
                .isEqualTo(5);
        assertThat(metrics.value("karge_station_transactions_ended_total", "station", "CS-1"))
                .isEqualTo(4);
        assertThat(metrics.value("karge_station_response_seconds_count", "station", "CS-1"))
                .isEqualTo(3);
        assertThat(metrics.value("karge_station_response_seconds_sum", "station", "CS-1"))
                .isEqualTo(31.5, within(1e-9));
        assertThat(metrics.value("karge_station_response_seconds_bucket", "station", "CS-1", "le", "0.001"))
                .isEqualTo(2);
        assertThat(metrics.value("karge_station_response_seconds_bucket", "station", "CS-1", "le", "30.0"))
                .isEqualTo(2);
        assertThat(metrics.value("karge_station_response_seconds_bucket", "station", "CS-1", "le", "+Inf"))
                .isEqualTo(3);
    }

    @Test
    void tellsOfTheVirtualMachine() throws Exception {
        ExpositionText metrics = metrics();

        assertThat(metrics.value("jvm_memory_used_bytes", "area", "heap")).isPositive();
        assertThat(metrics.value("process_start_time_seconds")).isPositive();
        assertThat(metrics.value("jvm_threads_current")).isPositive();
    }

    @Test
    void obeysTheRulesOfPromtool() throws Exception {
        addStation("CS-1");
        addStation("CS-2");

        assertThat(Promlint.complaints(metrics())).isEmpty();
    }

    @Test
    void hasNoMoreSeriesThanStationsAndEvsesAskFor() throws Exception {
        addStation("CS-1");
        long one = ofStations(metrics());
        addStation("CS-2");
        gateway.messages = List.of();

        assertThat(ofStations(metrics())).isEqualTo(2 * one);
        assertThat(one).isLessThan(150);
    }

    @Test
    void escapesWhatPrometheusWouldNotRead() throws Exception {
        addStation("a\"b\\c");

        assertThat(metrics().value("karge_station_transactions", "station", "a\"b\\c"))
                .isEqualTo(1);
    }

    @Test
    void speaksOpenMetricsWhereThatIsAskedForAndPrometheusElse() throws Exception {
        Response open = send(request("/metrics").header("Accept", "application/openmetrics-text; version=1.0.0"));
        Response binary = send(request("/metrics")
                .header(
                        "Accept",
                        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"));

        assertThat(open.headers().firstValue("Content-Type").orElse("")).startsWith("application/openmetrics-text");
        assertThat(open.text()).endsWith("# EOF\n");
        assertThat(binary.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
        assertThat(binary.text()).isNotEqualTo(open.text()).contains("karge_stations 0");
    }

    @Test
    void answersHeadAsGetWithoutTheText() throws Exception {
        Response head = send(request("/metrics").method("HEAD", BodyPublishers.noBody()));

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
        assertThat(head.headers().firstValue("Content-Type"))
                .isEqualTo(get("/metrics").headers().firstValue("Content-Type"));
        assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
    }

    private void addStation(String stationId) {
        gateway.stations.add(Stations.charging(stationId));
        gateway.measurements.add(Stations.measured(stationId));
    }

    private ExpositionText metrics() throws Exception {
        return ExpositionText.read(get("/metrics").text());
    }

    private static List<String> states(ExpositionText metrics, String metric) {
        return metrics.find(metric, "station", "CS-1").stream()
                .map(sample -> sample.labels().get("state") + " " + (int) sample.value())
                .toList();
    }

    private static long ofStations(ExpositionText metrics) {
        return metrics.samples().stream()
                .filter(sample -> sample.labels().containsKey("station"))
                .count();
    }
}
