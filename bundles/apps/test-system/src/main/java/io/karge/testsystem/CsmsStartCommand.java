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
@Command(scope = "csms", name = "start", description = "Starts a transaction remotely (RequestStartTransaction)")
public final class CsmsStartCommand extends ConsoleCommand {
    @Reference
    TestSystem testSystem;

    @Argument(name = "station", description = "The station id", required = true)
    @Completion(ConnectedStations.class)
    String stationId;

    @Argument(index = 1, name = "idToken", description = "The token", required = true)
    String idToken;

    @Argument(index = 2, name = "evse", description = "The EVSE", required = true)
    int evseId;

    @Option(name = "--type", description = "The type of the token")
    String type = "Central";

    @Option(name = "--json", description = "Prints nothing but the answer, which is JSON")
    boolean json;

    @Override
    protected void run() throws Exception {
        ObjectNode payload = StationCalls.JSON
                .createObjectNode()
                .put("evseId", evseId)
                .put("remoteStartId", StationCalls.nextRemoteStartId());
        payload.putObject("idToken").put("idToken", idToken).put("type", type);
        StationCalls.callAndPrint(testSystem, stationId, "RequestStartTransaction", payload, json);
    }
}
