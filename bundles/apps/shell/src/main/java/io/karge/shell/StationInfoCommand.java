package io.karge.shell;

import io.karge.runtime.AuthorizationView;
import io.karge.runtime.StationView;
import io.karge.shell.table.Rows;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "station", name = "info", description = "Shows everything about one station")
public final class StationInfoCommand extends StationCommand {
    @Override
    protected void run() throws Exception {
        StationView station = Answers.of(gateway.station(stationId));
        Rows.printOne(System.out, json ? station : StationDetails.of(station, refusals()), json);
        if (!json) {
            Problems.print(System.out, station.problems());
        }
    }

    /** None of a station that does not run at the moment. */
    private List<AuthorizationView.Refusal> refusals() throws Exception {
        return Answers.of(gateway.authorization(stationId).exceptionally(notRunning -> AuthorizationView.NONE))
                .refusals();
    }
}
