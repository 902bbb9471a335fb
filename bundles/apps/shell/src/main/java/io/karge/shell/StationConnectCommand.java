package io.karge.shell;

import io.karge.runtime.Gateway;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

@Service
@Command(scope = "station", name = "connect", description = "Has a station connect to its CSMS")
public final class StationConnectCommand implements Action {
    @Reference
    Gateway gateway;

    @Argument(name = "station", description = "The station id", required = true)
    @Completion(StationIds.class)
    String stationId;

    @Override
    public @Nullable Object execute() throws Exception {
        Answers.of(gateway.connect(stationId));
        System.out.println("station " + stationId + " connects");
        return null;
    }
}
