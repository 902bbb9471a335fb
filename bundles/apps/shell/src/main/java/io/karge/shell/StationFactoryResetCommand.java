package io.karge.shell;

import io.karge.runtime.FactoryReset;
import io.karge.runtime.Gateway;
import io.karge.shell.table.ConsoleCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "station", name = "factory-reset", description = "Puts a station back to its cfg and its product file")
public final class StationFactoryResetCommand extends ConsoleCommand {
    @Reference
    Gateway gateway;

    @Argument(name = "station", description = "The station id", required = true)
    @Completion(StationIds.class)
    String stationId;

    @Option(name = "--force", description = "Does it without asking back")
    boolean force;

    @Option(name = "--offline", description = "Stays offline until station:connect")
    boolean offline;

    @Override
    protected void run() throws Exception {
        Force.require(force, "factory-reset of station " + stationId);
        FactoryReset done = Answers.of(gateway.factoryReset(stationId, !offline));
        System.out.println("station " + stationId + " is as it came from the factory");
        if (done.note() != null) {
            System.out.println("! " + done.note());
        }
    }
}
