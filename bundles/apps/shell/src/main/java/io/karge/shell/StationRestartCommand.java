package io.karge.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "station", name = "restart", description = "Restarts the OCPP side of a station (LocalReset)")
public final class StationRestartCommand extends StationCommand {
    @Option(name = "--force", description = "Does it without asking back")
    boolean force;

    @Override
    protected void run() throws Exception {
        Force.require(force, "restart of station " + stationId);
        Answers.of(gateway.restart(stationId));
        Done.print("station " + stationId + " restarted", json);
    }
}
