package io.karge.testsystem;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

@Service
@Command(scope = "csms", name = "start", description = "Starts a transaction remotely (RequestStartTransaction)")
public final class CsmsStartCommand implements Action {
    @Reference
    private TestSystem testSystem;

    @Argument(name = "station", description = "The station id", required = true)
    @Completion(ConnectedStations.class)
    private String stationId;

    @Argument(index = 1, name = "idToken", description = "The token", required = true)
    private String idToken;

    @Argument(index = 2, name = "evse", description = "The EVSE", required = true)
    private int evseId;

    @Option(name = "--type", description = "The type of the token")
    private String type = "Central";

    @Override
    public @Nullable Object execute() throws Exception {
        System.out.println(StationCalls.call(
                testSystem,
                stationId,
                "RequestStartTransaction",
                StationCalls.JSON
                        .createObjectNode()
                        .put("evseId", evseId)
                        .put("remoteStartId", StationCalls.nextRemoteStartId())
                        .set(
                                "idToken",
                                StationCalls.JSON
                                        .createObjectNode()
                                        .put("idToken", idToken)
                                        .put("type", type))
                        .toString()));
        return null;
    }
}
