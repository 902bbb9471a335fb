package io.karge.shell;

import io.karge.ocpp.types.LogEnumType;
import io.karge.runtime.Gateway;
import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Lines;
import io.karge.shell.table.Rows;
import io.karge.station.LogArchives.Archive;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(
        scope = "station",
        name = "logs",
        description = "Writes the archive of logs that the CSMS can have uploaded, without secrets and tokens")
public final class StationLogsCommand extends ConsoleCommand {
    @Reference
    Gateway gateway;

    @Argument(index = 0, name = "station", description = "The station id", required = true)
    @Completion(StationIds.class)
    String stationId;

    @Argument(
            index = 1,
            name = "file",
            description = "A new file; a relative path begins at the folder of the gateway",
            required = true)
    String file;

    @Option(name = "--security", description = "Writes the security log instead of the diagnostics")
    boolean security;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    private record Row(String file, long bytes, List<String> leftOut) {}

    @Override
    protected void run() throws Exception {
        LogEnumType log = security ? LogEnumType.SecurityLog : LogEnumType.DiagnosticsLog;
        Archive archive = Answers.ofLong(gateway.logs(stationId, log, NewFile.of(file)));
        if (json) {
            Rows.printOne(System.out, new Row(archive.file().toString(), archive.octets(), archive.leftOut()), true);
        } else {
            Lines.print(System.out, "The archive " + archive.file() + " is written: " + archive.octets() + " bytes");
            archive.leftOut().forEach(one -> Lines.print(System.out, "Not in it: " + one));
        }
    }
}
