package io.karge.testsystem;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.shell.table.ConsoleCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "csms", name = "stop", description = "Stops a transaction remotely (RequestStopTransaction)")
public final class CsmsStopCommand extends ConsoleCommand {
    @Reference
    TestSystem testSystem;

    @Argument(name = "station", description = "The station id", required = true)
    @Completion(ConnectedStations.class)
    String stationId;

    @Argument(index = 1, name = "transaction", description = "The transaction id", required = true)
    String transactionId;

    @Option(name = "--json", description = "Prints nothing but the answer, which is JSON")
    boolean json;

    @Override
    protected void run() throws Exception {
        ObjectNode payload = StationCalls.JSON.createObjectNode().put("transactionId", transactionId);
        StationCalls.callAndPrint(testSystem, stationId, "RequestStopTransaction", payload, json);
    }
}
