package io.karge.shell;

import io.karge.runtime.Gateway;
import io.karge.runtime.LoggedMessage;
import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Rows;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(
        scope = "station",
        name = "messages",
        description = "Shows the latest OCPP messages of a station, secrets masked")
public final class StationMessagesCommand extends ConsoleCommand {
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
    protected void run() throws Exception {
        Rows.print(
                System.out,
                LoggedMessage.class,
                gateway.messages(stationId, after, limit),
                "No message has been sent or received yet",
                json);
    }
}
