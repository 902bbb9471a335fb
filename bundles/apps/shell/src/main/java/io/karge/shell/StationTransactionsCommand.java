package io.karge.shell;

import io.karge.runtime.StationView;
import io.karge.shell.table.Rows;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "station", name = "transactions", description = "Lists the running transactions of a station")
public final class StationTransactionsCommand extends StationCommand {
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
