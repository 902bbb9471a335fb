package io.karge.shell;

import io.karge.runtime.StationView;
import io.karge.shell.table.Lines;
import io.karge.shell.table.Rows;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

@Service
@Command(scope = "station", name = "transactions", description = "Lists the running transactions of a station")
public final class StationTransactionsCommand extends StationCommand {
    private static final String NONE = "No transaction is running";

    @Override
    protected void run() throws Exception {
        List<StationView.Transaction> transactions =
                Answers.of(gateway.station(stationId)).transactions();
        if (json) {
            Rows.print(System.out, StationView.Transaction.class, transactions, NONE, true);
            return;
        }
        Rows.print(System.out, Row.class, transactions.stream().map(Row::of).toList(), NONE, false);
        for (StationView.Transaction one : transactions) {
            note(one, "its events wait ", one.waiting());
            note(one, "energy is withheld: ", one.suspended());
        }
    }

    private static void note(StationView.Transaction transaction, String what, @Nullable String why) {
        if (why != null) {
            Lines.print(System.out, "! " + transaction.transactionId() + ": " + what + why);
        }
    }

    /** For people: narrow enough that the id stays whole. The start is two words, which may stand in two lines. */
    private record Row(String transactionId, int evse, String state, String started, long energyWh, int queued) {
        static Row of(StationView.Transaction one) {
            return new Row(
                    one.transactionId(),
                    one.evseId(),
                    one.chargingState(),
                    one.startedAt().truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' '),
                    one.energyWh(),
                    one.queued());
        }
    }
}
