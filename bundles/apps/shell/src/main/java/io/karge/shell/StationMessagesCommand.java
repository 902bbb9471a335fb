package io.karge.shell;

import io.karge.runtime.Gateway;
import io.karge.runtime.LoggedMessage;
import io.karge.shell.table.Rows;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

@Service
@Command(
        scope = "station",
        name = "messages",
        description = "Shows the latest OCPP messages of a station, secrets masked")
public final class StationMessagesCommand implements Action {
    @Reference
    Gateway gateway;

    @Argument(name = "station", description = "The station id", required = true)
    @Completion(StationIds.class)
    String stationId;

    @Option(name = "--after", description = "Only messages after this sequence number")
    long after;

    @Option(name = "--limit", description = "How many messages at most")
    int limit = 50;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        Rows.print(
                System.out,
                LoggedMessage.class,
                gateway.messages(stationId, after, limit),
                "No message has been sent or received yet",
                json);
        return null;
    }
}
