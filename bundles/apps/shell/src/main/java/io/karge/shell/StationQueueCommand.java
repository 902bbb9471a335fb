package io.karge.shell;

import io.karge.shell.table.Rows;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "station", name = "queue", description = "Shows what waits for the CSMS")
public final class StationQueueCommand extends StationCommand {
    @Override
    protected void run() throws Exception {
        Rows.printOne(System.out, Answers.of(gateway.station(stationId)).queue(), json);
    }
}
