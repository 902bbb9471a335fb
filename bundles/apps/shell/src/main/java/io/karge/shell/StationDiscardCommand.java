package io.karge.shell;

import io.karge.runtime.FactoryReset;
import java.util.Optional;
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
        description = "Gives up a removed station, or what a station has stored that cannot be read any more")
public final class StationDiscardCommand extends StationCommand {
    @Option(name = "--force", description = "Does it without asking back")
    boolean force;

    @Option(
            name = "--unreadable",
            description = "Gives up only what is encrypted with a master key that is lost; the station goes on")
    boolean unreadable;

    @Reference
    @Nullable
    Session session;

    @Override
    protected void run() throws Exception {
        if (unreadable) {
            Force.require(force, "discard of what cannot be read of station " + stationId);
            Optional<FactoryReset.Kept> kept = Answers.of(gateway.discardUnreadable(stationId, Who.of(session)));
            Done.print(
                    kept.map(file -> (file.messages() == 1 ? "1 entry is" : file.messages() + " entries are")
                                    + " given up; as encrypted as before in " + file.file())
                            .orElse("There is nothing that cannot be read"),
                    json);
            return;
        }
        Force.require(
                force, "discard of station " + stationId + " gives up its transactions, what waits for the CSMS and");
        Answers.of(gateway.discard(stationId, Who.of(session)));
        Done.print("station " + stationId + " is discarded", json);
    }
}
