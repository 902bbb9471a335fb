package io.karge.shell;

import io.karge.runtime.FactoryReset;
import io.karge.runtime.Gateway;
import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Rows;
import java.time.Instant;
import java.util.Optional;
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
        name = "discarded",
        description = "Lists the messages that the CSMS did not accept, or moves them to a file")
public final class StationDiscardedCommand extends ConsoleCommand {
    @Reference
    Gateway gateway;

    @Argument(name = "station", description = "The station id", required = true)
    @Completion(StationIds.class)
    String stationId;

    @Option(name = "--export", description = "Moves them to a file, which it names: they are listed no more")
    boolean export;

    @Option(name = "--json", description = "Prints JSON, with the messages themselves")
    boolean json;

    @Reference
    @Nullable
    Session session;

    private record Row(@Nullable Instant since, String action, String about, int attempts, String why) {}

    @Override
    protected void run() throws Exception {
        if (export) {
            Optional<FactoryReset.Kept> kept = Answers.of(gateway.exportDiscarded(stationId, Who.of(session)));
            Done.print(
                    kept.map(file -> (file.messages() == 1 ? "1 message is" : file.messages() + " messages are")
                                    + " in " + file.file())
                            .orElse("There is nothing to export"),
                    json);
            return;
        }
        var discarded = Answers.of(gateway.discarded(stationId));
        if (json) {
            Rows.print(System.out, Gateway.Discarded.class, discarded, "", true);
        } else {
            Rows.print(
                    System.out,
                    Row.class,
                    discarded.stream()
                            .map(one -> new Row(one.since(), one.action(), one.about(), one.attempts(), one.why()))
                            .toList(),
                    "The CSMS has accepted every message",
                    false);
        }
    }
}
