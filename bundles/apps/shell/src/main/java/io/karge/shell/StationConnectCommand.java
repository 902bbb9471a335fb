package io.karge.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "station", name = "connect", description = "Has a station connect to its CSMS")
public final class StationConnectCommand extends StationCommand {
    @Override
    protected void run() throws Exception {
        Answers.of(gateway.connect(stationId));
        Done.print("station " + stationId + " connects", json);
    }
}
