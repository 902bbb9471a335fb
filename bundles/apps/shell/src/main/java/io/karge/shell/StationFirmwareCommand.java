package io.karge.shell;

import io.karge.runtime.FirmwareView;
import io.karge.runtime.Gateway;
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
        name = "firmware",
        description = "Shows the firmware of a station, and how far its latest update is")
public final class StationFirmwareCommand extends ConsoleCommand {
    @Reference
    Gateway gateway;

    @Argument(name = "station", description = "The station id", required = true)
    @Completion(StationIds.class)
    String stationId;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Override
    protected void run() throws Exception {
        FirmwareView firmware = Answers.of(gateway.firmware(stationId));
        Rows.printOne(System.out, json ? firmware : FirmwareDetails.of(firmware), json);
    }
}
