package io.karge.rest;

import io.karge.runtime.StationView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The state of the stations as Prometheus text (exposition format 0.0.4). Holds no state. */
final class Metrics {
    private final StringBuilder text = new StringBuilder();
    private final List<StationView> stations;

    private Metrics(List<StationView> stations) {
        this.stations = stations;
    }

    static String of(List<StationView> stations, int gatewayProblems) {
        Metrics metrics = new Metrics(stations);
        metrics.gauge("karge_stations", "Stations that are configured.");
        metrics.sample("karge_stations", Map.of(), stations.size());
        metrics.gauge("karge_problems", "Problems of the gateway as a whole.");
        metrics.sample("karge_problems", Map.of(), gatewayProblems);
        metrics.perStation(
                "online",
                "1 when connected to the CSMS.",
                s -> one(s.connection().equals("online")));
        metrics.perStation(
                "accepted",
                "1 when the CSMS accepted it.",
                s -> one(s.registration().equals("Accepted")));
        metrics.perStation(
                "hardware_up",
                "1 when its hardware is reached.",
                s -> one(s.hardware().equals("up")));
        metrics.perStation(
                "transactions", "Running transactions.", s -> s.transactions().size());
        metrics.perStation("queue_length", "Messages that wait for the CSMS.", s -> s.queue()
                .length());
        metrics.perStation(
                "queue_oldest_timestamp_seconds",
                "When the oldest of them was made, 0 when none waits.",
                s -> seconds(s.queue().oldest()));
        metrics.perStation(
                "problems", "Problems that need somebody.", s -> s.problems().size());
        metrics.perStation("missing_blocks", "Functional blocks not installed.", s -> s.missingBlocks()
                .size());
        metrics.connectors();
        return metrics.text.toString();
    }

    private void perStation(String name, String help, ToLongFunction<StationView> value) {
        String metric = "karge_station_" + name;
        gauge(metric, help);
        stations.forEach(station -> sample(metric, Map.of("station", station.stationId()), value.applyAsLong(station)));
    }

    private void connectors() {
        gauge("karge_station_connectors", "Connectors by status.");
        for (StationView station : stations) {
            Map<String, Long> byStatus = station.evses().stream()
                    .flatMap(evse -> evse.connectors().stream())
                    .collect(Collectors.groupingBy(StationView.Connector::status, TreeMap::new, Collectors.counting()));
            byStatus.forEach((status, count) -> sample(
                    "karge_station_connectors", Map.of("station", station.stationId(), "status", status), count));
        }
    }

    private void gauge(String name, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
    }

    private void sample(String name, Map<String, String> labels, long value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append(new TreeMap<>(labels)
                    .entrySet().stream()
                            .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + "\"")
                            .collect(Collectors.joining(",", "{", "}")));
        }
        text.append(' ').append(value).append('\n');
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static long one(boolean holds) {
        return holds ? 1 : 0;
    }

    private static long seconds(@Nullable Instant at) {
        return at == null ? 0 : at.getEpochSecond();
    }
}
