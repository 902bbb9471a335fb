package io.karge.shell;

import org.apache.karaf.shell.api.action.Command;
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
public final class StationDiscardCommand extends StationCommand {
    @Option(name = "--force", description = "Does it without asking back")
    boolean force;

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
