package io.karge.shell;

import io.karge.failure.TimeWords;
import io.karge.runtime.Gateway;
import io.karge.runtime.StationView;
import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Lines;
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
        List<StationView> stations = Answers.of(gateway.stations());
        if (json) {
            Rows.print(System.out, Row.class, stations.stream().map(Row::of).toList(), "", true);
            return;
        }
        Rows.print(
                System.out,
                Glance.class,
                stations.stream().map(Glance::of).toList(),
                "No station is configured: add etc/io.karge.station-<name>.cfg",
                false);
        stations.forEach(StationListCommand::printWhatIsWrong);
        Problems.print(System.out, gateway.problems());
    }

    private static void printWhatIsWrong(StationView station) {
        if (!station.missingBlocks().isEmpty()) {
            Lines.print(
                    System.out,
                    "! " + station.stationId() + ": Missing blocks: " + String.join(", ", station.missingBlocks()));
        }
        Problems.print(System.out, station.stationId() + ": ", station.problems());
    }

    /** What fits a line; the rest stands below the table. */
    record Glance(
            String stationId,
            String driver,
            String csms,
            String hardware,
            List<String> connectors,
            int sessions,
            int queue) {
        static Glance of(StationView station) {
            String attempt =
                    station.nextAttempt() == null ? "" : ", next attempt " + TimeWords.of(station.nextAttempt());
            String registration = station.registration().equals("none") ? "" : ", " + station.registration();
            return new Glance(
                    station.stationId(),
                    station.driver(),
                    station.connection() + registration + attempt,
                    station.hardware(),
                    StationDetails.connectors(station),
                    station.transactions().size(),
                    station.queue().length());
        }
    }

    /** The same for programs, with all of it. */
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
