package io.karge.shell;

import io.karge.runtime.Gateway;
import io.karge.shell.table.ConsoleCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "station", name = "stop", description = "Stops the session at an EVSE, as its stop button does")
public final class StationStopCommand extends ConsoleCommand {
    @Reference
    Gateway gateway;

    @Argument(name = "station", description = "The station id", required = true)
    @Completion(StationIds.class)
    String stationId;

    @Argument(index = 1, name = "evse", description = "The EVSE, counted from 1", required = true)
    @Completion(EvseIds.class)
    int evseId;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Override
    protected void run() throws Exception {
        Answers.of(gateway.stop(stationId, evseId));
        Done.print(
                "the stop button of EVSE " + evseId + " of station " + stationId
                        + " is pressed: station:transactions says whether one still runs there",
                json);
    }
}
