package io.karge.testsystem;

import io.karge.shell.table.ConsoleCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "csms", name = "call", description = "Calls a station: csms:call CS001 GetBaseReport {...}")
public final class CsmsCallCommand extends ConsoleCommand {
    @Reference
    TestSystem testSystem;

    @Argument(name = "station", description = "The station id", required = true)
    @Completion(ConnectedStations.class)
    String stationId;

    @Argument(index = 1, name = "action", description = "The action, for example TriggerMessage", required = true)
    @Completion(ActionNames.class)
    String action;

    @Argument(index = 2, name = "payload", description = "The payload as JSON in quotes")
    String payload = "{}";

    @Option(name = "--json", description = "Prints JSON, as it does without")
    boolean json;

    @Override
    protected void run() throws Exception {
        System.out.println(StationCalls.call(testSystem, stationId, action, StationCalls.payload(payload)));
    }
}
