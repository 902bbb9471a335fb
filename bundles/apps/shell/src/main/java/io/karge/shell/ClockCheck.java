package io.karge.shell;

import io.karge.failure.NameWords;
import io.karge.failure.TimeWords;
import io.karge.runtime.Gateway;
import io.karge.runtime.HealthCheck;
import io.karge.runtime.StationMeasurements;
import io.karge.runtime.StationView.Problem;
import io.karge.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Compares the clock of this machine with the time by which each station goes: what its CSMS told, carried forward. The stations
 * are right without it; the log, certificates and files go by the machine's. Stations that are equally far away are named
 * together.
 */
@Component(service = HealthCheck.class)
public final class ClockCheck implements HealthCheck {
    private static final Duration MOST = Duration.ofSeconds(10);

    private final Gateway gateway;
    private final TimeSource time;

    @Activate
    public ClockCheck(@Reference Gateway gateway, @Reference TimeSource time) {
        this.gateway = gateway;
        this.time = time;
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public List<Problem> check() {
        Map<String, List<StationMeasurements>> beside = new LinkedHashMap<>();
        Instant machine = time.wallClock();
        for (StationMeasurements station : Looking.at(gateway.measurements(), List.<StationMeasurements>of())) {
            Duration ahead = Duration.between(station.at(), machine);
            if (ahead.abs().compareTo(MOST) > 0) {
                String apart = TimeWords.of(ahead) + (ahead.isNegative() ? " behind" : " ahead of");
                beside.computeIfAbsent(apart, one -> new ArrayList<>()).add(station);
            }
        }
        return beside.entrySet().stream()
                .map(one -> problem(machine, one.getKey(), one.getValue()))
                .toList();
    }

    /** @param stations that go by the same time, most often by that of one CSMS */
    private static Problem problem(Instant machine, String apart, List<StationMeasurements> stations) {
        String which = NameWords.of(
                stations.stream().map(StationMeasurements::stationId).toList());
        boolean one = stations.size() == 1;
        return new Problem(
                machine,
                "the clock of this machine is " + apart + " the time of " + (one ? "station " : "the stations ")
                        + which,
                "here it is " + TimeWords.of(machine) + ", " + (one ? "the station goes by " : "the stations go by ")
                        + TimeWords.of(stations.get(0).at())
                        + ", which is what the CSMS told, or the last time that was stored",
                "See that this machine's clock is set by NTP (timedatectl); if it is right, have the clock of the CSMS"
                        + " set");
    }
}
