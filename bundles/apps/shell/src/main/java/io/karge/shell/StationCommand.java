package io.karge.shell;

import io.karge.runtime.Gateway;
import io.karge.shell.table.ConsoleCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;

/** A command for one station, whose id comes first, with an answer in words or in JSON. */
abstract class StationCommand extends ConsoleCommand {
    @Reference
    Gateway gateway;

    @Argument(name = "station", description = "The station id", required = true)
    @Completion(StationIds.class)
    String stationId;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;
}
