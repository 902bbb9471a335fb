package io.karge.shell;

import io.karge.failure.TimeWords;
import io.karge.runtime.Gateway;
import io.karge.runtime.HealthCheck;
import io.karge.runtime.StationView;
import io.karge.runtime.StationView.Problem;
import io.karge.time.TimeSource;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Looks for stations that do not do what they are for and do not say why: right after a start, while a link is away for less
 * than the grace period, or between two attempts. What they say themselves is not said again.
 */
@Component(service = HealthCheck.class)
public final class StationCheck implements HealthCheck {
    private static final String LOOK_AGAIN = "Look again in half a minute: until then it is only beginning. Then ";

    private final Gateway gateway;
    private final TimeSource time;

    @Activate
    public StationCheck(@Reference Gateway gateway, @Reference TimeSource time) {
        this.gateway = gateway;
        this.time = time;
    }

    @Override
    public String name() {
        return "stations";
    }

    @Override
    public List<Problem> check() {
        List<Problem> found = new ArrayList<>();
        for (StationView station : Looking.at(gateway.stations(), List.<StationView>of())) {
            if (station.problems().isEmpty()) {
                look(station, found);
            }
        }
        return found;
    }

    private void look(StationView station, List<Problem> found) {
        String which = "station " + station.stationId() + ": ";
        if (!station.missingBlocks().isEmpty()) {
            String blocks = String.join(", ", station.missingBlocks());
            found.add(problem(
                    which + "blocks are missing: " + blocks,
                    "they are not installed, or are just being started",
                    "install karge-" + String.join(", karge-", station.missingBlocks())));
        }
        if (!station.hardware().equals("up")) {
            found.add(problem(
                    which + "its hardware is " + station.hardware(),
                    "the link of " + station.driver() + " to "
                            + station.equipment().driverUri() + " is not there",
                    "check the cabinet's power and network, and driverUri in the station's cfg"));
        }
        if (!station.connection().equals("online")) {
            found.add(problem(
                    which + "its connection to the CSMS is " + station.connection(),
                    station.nextAttempt() == null
                            ? "an attempt is being made"
                            : "the next attempt is due at " + TimeWords.of(station.nextAttempt()),
                    "look at " + station.csmsUrl() + " with station:info " + station.stationId()));
        } else if (!station.registration().equals("Accepted")) {
            found.add(problem(
                    which + "the CSMS has not accepted it",
                    "its registration is " + station.registration(),
                    "have whoever runs the CSMS accept it: station:messages " + station.stationId()
                            + " shows what it answers"));
        }
    }

    private Problem problem(String what, String why, String remedy) {
        return new Problem(time.wallClock(), what, why, LOOK_AGAIN + remedy);
    }
}
