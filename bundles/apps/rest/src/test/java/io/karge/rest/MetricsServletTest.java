package io.karge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.runtime.StationView;
import io.karge.runtime.testkit.Stations;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsServletTest extends HttpTest {

    @Test
    void tellsTheStateOfTheStations() throws Exception {
        gateway.stations.add(Stations.charging("CS-1"));
        gateway.problems = List.of(new StationView.Problem(Stations.AT, "a", "b", "c"));

        String text = get("/metrics").text();

        assertThat(text.lines())
                .contains(
                        "# TYPE karge_stations gauge",
                        "karge_stations 1",
                        "karge_problems 1",
                        "karge_station_online{station=\"CS-1\"} 1",
                        "karge_station_accepted{station=\"CS-1\"} 1",
                        "karge_station_hardware_up{station=\"CS-1\"} 1",
                        "karge_station_transactions{station=\"CS-1\"} 1",
                        "karge_station_queue_length{station=\"CS-1\"} 3",
                        "karge_station_queue_oldest_timestamp_seconds{station=\"CS-1\"} 1767225600",
                        "karge_station_problems{station=\"CS-1\"} 1",
                        "karge_station_missing_blocks{station=\"CS-1\"} 1",
                        "karge_station_connectors{station=\"CS-1\",status=\"Available\"} 1",
                        "karge_station_connectors{station=\"CS-1\",status=\"Occupied\"} 1");
    }

    @Test
    void escapesWhatPrometheusWouldNotRead() throws Exception {
        gateway.stations.add(Stations.charging("a\"b\\c"));

        assertThat(get("/metrics").text()).contains("{station=\"a\\\"b\\\\c\"} 1");
    }

    @Test
    void hasEachMetricOnceWithItsHelp() throws Exception {
        gateway.stations.add(Stations.charging("CS-1"));
        gateway.stations.add(Stations.charging("CS-2"));

        List<String> helps = get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith("# HELP "))
                .toList();

        assertThat(helps).hasSize(11).doesNotHaveDuplicates();
    }
}
