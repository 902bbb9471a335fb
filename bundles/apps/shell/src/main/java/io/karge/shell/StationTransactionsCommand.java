package io.karge.shell;

import io.karge.runtime.Gateway;
import io.karge.runtime.StationView;
import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Rows;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "station", name = "transactions", description = "Lists the running transactions of a station")
public final class StationTransactionsCommand extends ConsoleCommand {
    @Reference
    Gateway gateway;

    @Argument(name = "station", description = "The station id", required = true)
    @Completion(StationIds.class)
    String stationId;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Override
    protected void run() throws Exception {
        Rows.print(
                System.out,
                StationView.Transaction.class,
                Answers.of(gateway.station(stationId)).transactions(),
                "No transaction is running",
                json);
    }
}
