package io.karge.shell;

import io.karge.failure.TimeWords;
import io.karge.runtime.Gateway;
import io.karge.runtime.HealthCheck;
import io.karge.runtime.StationMeasurements;
import io.karge.runtime.StationView.Problem;
import io.karge.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Compares the clock of this machine with the time by which each station goes: what its CSMS told, carried forward. The stations
 * are right without it; the log, certificates and files go by the machine's.
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
        List<Problem> found = new ArrayList<>();
        for (StationMeasurements station : Looking.at(gateway.measurements(), List.<StationMeasurements>of())) {
            Instant machine = time.wallClock();
            Duration ahead = Duration.between(station.at(), machine);
            if (ahead.abs().compareTo(MOST) > 0) {
                found.add(new Problem(
                        machine,
                        "the clock of this machine and the time of station " + station.stationId() + " are "
                                + TimeWords.of(ahead) + " apart",
                        "here it is " + TimeWords.of(machine) + ", the station goes by " + TimeWords.of(station.at())
                                + ", which is what its CSMS told, or the last time that it has stored",
                        "See that this machine's clock is set by NTP (timedatectl); if it is right, have the clock of the"
                                + " CSMS set"));
            }
        }
        return found;
    }
}
