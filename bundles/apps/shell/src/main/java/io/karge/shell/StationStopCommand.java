package io.karge.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "station", name = "stop", description = "Stops the session at an EVSE, as its stop button does")
public final class StationStopCommand extends StationCommand {
    @Argument(index = 1, name = "evse", description = "The EVSE, counted from 1", required = true)
    @Completion(EvseIds.class)
    int evseId;

    @Override
    protected void run() throws Exception {
        Answers.of(gateway.stop(stationId, evseId));
        Done.print(
                "the stop button of EVSE " + evseId + " of station " + stationId
                        + " is pressed: station:transactions says whether one still runs there",
                json);
    }
}
