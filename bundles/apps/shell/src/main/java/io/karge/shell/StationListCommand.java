package io.karge.shell;

import io.karge.runtime.Gateway;
import io.karge.runtime.StationView;
import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Rows;
import java.time.Instant;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

@Service
@Command(scope = "station", name = "list", description = "Lists the stations with what they do and what is wrong")
public final class StationListCommand extends ConsoleCommand {
    @Reference
    Gateway gateway;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Override
    protected void run() throws Exception {
        List<Row> rows = Answers.of(gateway.stations()).stream().map(Row::of).toList();
        Rows.print(System.out, Row.class, rows, "No station is configured: add etc/io.karge.station-<name>.cfg", json);
        if (!json) {
            Problems.print(System.out, gateway.problems());
        }
    }

    record Row(
            String stationId,
            String driver,
            String connection,
            @Nullable Instant nextAttempt,
            String registration,
            String hardware,
            List<String> connectors,
            int transactions,
            int queue,
            List<String> missingBlocks,
            List<String> problems) {

        static Row of(StationView station) {
            List<String> problems = station.problems().stream()
                    .map(problem -> problem.what() + ": " + problem.why())
                    .toList();
            return new Row(
                    station.stationId(),
                    station.driver(),
                    station.connection(),
                    station.nextAttempt(),
                    station.registration(),
                    station.hardware(),
                    StationDetails.connectors(station),
                    station.transactions().size(),
                    station.queue().length(),
                    station.missingBlocks(),
                    problems);
        }
    }
}
