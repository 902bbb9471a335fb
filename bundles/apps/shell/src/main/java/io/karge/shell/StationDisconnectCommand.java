package io.karge.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(
        scope = "station",
        name = "disconnect",
        description = "Takes a station off its CSMS until it is connected again")
public final class StationDisconnectCommand extends StationCommand {
    @Option(name = "--force", description = "Does it without asking back")
    boolean force;

    @Override
    protected void run() throws Exception {
        Force.require(force, "disconnect of station " + stationId);
        Answers.of(gateway.disconnect(stationId));
        Done.print("station " + stationId + " is disconnected", json);
    }
}
