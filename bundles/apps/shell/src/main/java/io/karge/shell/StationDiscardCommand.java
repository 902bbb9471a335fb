package io.karge.shell;

import io.karge.runtime.Gateway;
import io.karge.shell.table.ConsoleCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

@Service
@Command(
        scope = "station",
        name = "discard",
        description = "Gives up a removed station: deletes its transactions and all else that is stored of it")
public final class StationDiscardCommand extends ConsoleCommand {
    @Reference
    Gateway gateway;

    @Argument(name = "station", description = "The station id", required = true)
    @Completion(StationIds.class)
    String stationId;

    @Option(name = "--force", description = "Does it without asking back")
    boolean force;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Reference
    @Nullable
    Session session;

    @Override
    protected void run() throws Exception {
        Force.require(
                force, "discard of station " + stationId + " gives up its transactions, what waits for the CSMS and");
        Answers.of(gateway.discard(stationId, Who.of(session)));
        Done.print("station " + stationId + " is discarded", json);
    }
}
