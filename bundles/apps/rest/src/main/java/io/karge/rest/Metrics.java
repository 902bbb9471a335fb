package io.karge.rest;

import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.rest.Families.Series;
import io.karge.runtime.DurationHistogram;
import io.karge.runtime.StationMeasurements;
import io.karge.runtime.StationMeasurements.Counts;
import io.karge.runtime.StationMeasurements.EvseMeter;
import io.karge.runtime.StationMeasurements.Timings;
import io.karge.runtime.StationView;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The state of the stations, what they have counted, and how long it took, as metrics. What has no value is absent. A state
 * is one metric with a series for each of its values, 1 for the one that it has and 0 for the others, so that none of them
 * comes and goes. There are as many series as stations, EVSEs and connectors ask for: no label holds what others send.
 */
final class Metrics {
    private static final long JOULES_PER_WH = 3_600;
    private static final List<String> CONNECTIONS = List.of("online", "connecting", "offline");
    private static final List<String> REGISTRATIONS = List.of("Accepted", "Pending", "Rejected", "none");
    private static final List<String> HARDWARE = List.of("up", "down", "missing");
    private static final List<String> CONNECTORS = Arrays.stream(ConnectorStatusEnumType.values())
            .map(ConnectorStatusEnumType::wire)
            .toList();

    private final Families families = new Families();
    private final List<StationView> stations;
    private final List<StationMeasurements> measured;

    private Metrics(List<StationView> stations, List<StationMeasurements> measured) {
        this.stations = stations;
        this.measured = measured;
    }

    /**
     * The metrics of a moment.
     *
     * @param version of the gateway
     * @param problems how many the gateway as a whole has
     */
    static List<MetricSnapshot> of(
            String version, List<StationView> stations, List<StationMeasurements> measured, int problems) {
        Metrics metrics = new Metrics(stations, measured);
        Families families = metrics.families;
        families.info("karge_build", "The version of the gateway.", one -> one.add(1, "version", version));
        families.gauge(
                "karge_stations",
                "Stations that are configured, or removed and not settled.",
                one -> one.add(stations.size()));
        families.gauge("karge_problems", "Problems of the gateway as a whole.", one -> one.add(problems));
        metrics.states();
        metrics.queues();
        metrics.connectors();
        metrics.meters();
        metrics.counts();
        metrics.timings();
        return families.all();
    }

    private void states() {
        families.info(
                "karge_station",
                "What the station is.",
                all -> stations.forEach(station -> all.add(
                        1,
                        "station",
                        station.stationId(),
                        "driver",
                        station.driver(),
                        "product",
                        Objects.requireNonNullElse(station.product(), ""))));
        state("connection", "The connection to the CSMS.", CONNECTIONS, StationView::connection);
        state("registration", "What the CSMS answered to the boot.", REGISTRATIONS, StationView::registration);
        state("hardware", "Whether the hardware is reached.", HARDWARE, StationView::hardware);
        perStation(
                "transactions", "Running transactions.", s -> s.transactions().size());
        perStation("problems", "Problems that need somebody.", s -> s.problems().size());
        perStation("missing_blocks", "Functional blocks that are not installed.", s -> s.missingBlocks()
                .size());
    }

    private void state(String what, String help, List<String> values, Function<StationView, String> state) {
        families.gauge(
                "karge_station_" + what + "_state",
                help + " 1 for the state that it is in.",
                all -> stations.forEach(station -> values.forEach(value -> all.add(
                        one(value.equals(state.apply(station))), "station", station.stationId(), "state", value))));
    }

    private void perStation(String name, String help, Function<StationView, Number> value) {
        families.gauge(
                "karge_station_" + name,
                help,
                all -> stations.forEach(station -> all.add(value.apply(station), "station", station.stationId())));
    }

    private void queues() {
        Map<String, Instant> clocks =
                measured.stream().collect(Collectors.toMap(StationMeasurements::stationId, StationMeasurements::at));
        perStation("queue_length", "Events of transactions that the CSMS has not confirmed.", s -> s.queue()
                .length());
        families.gauge(
                "karge_station_queue_oldest_age_seconds",
                "How long ago the oldest of these events happened; absent when none waits.",
                all -> stations.forEach(station -> {
                    Instant now = clocks.get(station.stationId());
                    Instant oldest = station.queue().oldest();
                    if (now != null && oldest != null) {
                        double age = Families.seconds(Duration.between(oldest, now));
                        all.add(Math.max(0, age), "station", station.stationId());
                    }
                }));
    }

    private void connectors() {
        families.gauge(
                "karge_connector_state",
                "The status of the connector. 1 for the state that it is in.",
                all -> stations.forEach(station -> station.evses().forEach(evse -> evse.connectors()
                        .forEach(connector -> CONNECTORS.forEach(state -> all.add(
                                one(state.equals(connector.status())),
                                "station",
                                station.stationId(),
                                "evse",
                                Integer.toString(evse.evseId()),
                                "connector",
                                Integer.toString(connector.connectorId()),
                                "state",
                                state))))));
    }

    private void meters() {
        families.gauge(
                "karge_evse_power_watts",
                "Power that the vehicle draws; absent while the hardware is not reached.",
                perMeter(EvseMeter::powerW));
        families.counter(
                "karge_evse_energy_joules",
                "Energy that the meter has counted in all.",
                perMeter(meter -> meter.energyWh() == null ? null : meter.energyWh() * JOULES_PER_WH));
    }

    private Consumer<Series<Number>> perMeter(Function<EvseMeter, @Nullable Number> value) {
        return all -> measured.forEach(station -> station.meters().forEach(meter -> {
            Number shown = value.apply(meter);
            if (shown != null) {
                all.add(shown, "station", station.stationId(), "evse", Integer.toString(meter.evseId()));
            }
        }));
    }

    private void counts() {
        families.counter(
                "karge_station_messages",
                "OCPP messages that went over the wire.",
                all -> measured.forEach(station -> station.messages()
                        .forEach(messages -> all.add(
                                messages.count(),
                                "station",
                                station.stationId(),
                                "direction",
                                messages.direction(),
                                "type",
                                messages.type()))));
        count("boots", "Boots of the station's OCPP side.", Counts::boots);
        count("connections", "Connections that came about with the CSMS.", Counts::connections);
        count("disconnections", "Connections with the CSMS that ended.", Counts::disconnections);
        count("transactions_started", "Transactions that began.", Counts::transactionsStarted);
        count("transactions_ended", "Transactions that ended.", Counts::transactionsEnded);
    }

    private void count(String name, String help, Function<Counts, Long> value) {
        families.counter(
                "karge_station_" + name,
                help,
                all -> measured.forEach(
                        station -> all.add(value.apply(station.counts()), "station", station.stationId())));
    }

    private void timings() {
        timing("station_response", "From a request of the CSMS to the station's answer.", Timings::response);
        timing("csms_response", "From a request of the station to the CSMS's answer.", Timings::csmsResponse);
        timing("store_commit", "From handing writes to the store until they are on the disk.", Timings::commit);
        timing("station_loop_lateness", "How late the station begins what it has to do.", Timings::lateness);
    }

    private void timing(String name, String help, Function<Timings, DurationHistogram> value) {
        families.histogram(
                "karge_" + name + "_seconds",
                help,
                all -> measured.forEach(
                        station -> all.add(value.apply(station.timings()), "station", station.stationId())));
    }

    private static int one(boolean holds) {
        return holds ? 1 : 0;
    }
}
