package io.karge.shell;

import io.karge.failure.TimeWords;
import io.karge.runtime.Gateway;
import io.karge.runtime.HealthCheck;
import io.karge.runtime.StationMeasurements;
import io.karge.runtime.StationView;
import io.karge.runtime.StationView.Problem;
import io.karge.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Looks how long events of transactions have been waiting for their CSMS, which bills by them: by the time of the station, as
 * the events have it, and not by this machine's.
 */
@Component(service = HealthCheck.class)
public final class QueueCheck implements HealthCheck {
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Gateway gateway;
    private final TimeSource time;

    @Activate
    public QueueCheck(@Reference Gateway gateway, @Reference TimeSource time) {
        this.gateway = gateway;
        this.time = time;
    }

    @Override
    public String name() {
        return "queues";
    }

    @Override
    public List<Problem> check() {
        Map<String, Instant> clocks = Looking.at(gateway.measurements(), List.<StationMeasurements>of()).stream()
                .collect(Collectors.toMap(StationMeasurements::stationId, StationMeasurements::at));
        List<Problem> found = new ArrayList<>();
        for (StationView station : Looking.at(gateway.stations(), List.<StationView>of())) {
            Instant oldest = station.queue().oldest();
            Instant now = clocks.getOrDefault(station.stationId(), time.wallClock());
            if (oldest != null && Duration.between(oldest, now).compareTo(LONGEST) > 0) {
                String waiting = station.queue().waiting();
                found.add(new Problem(
                        time.wallClock(),
                        "station " + station.stationId() + ": "
                                + (station.queue().length() == 1
                                        ? "1 event of a transaction waits for the CSMS, since "
                                        : station.queue().length()
                                                + " events of transactions wait for the CSMS, the oldest since ")
                                + TimeWords.of(oldest),
                        waiting == null ? "the CSMS has not confirmed them" : waiting,
                        "Do what the problems of the station say; when it has none, station:messages "
                                + station.stationId() + " shows what the CSMS answers. Nothing is lost meanwhile"));
            }
        }
        return found;
    }
}
