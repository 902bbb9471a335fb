package io.karge.shell;

import io.karge.runtime.StationView;
import io.karge.shell.table.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "station", name = "transactions", description = "Lists the running transactions of a station")
public final class StationTransactionsCommand extends StationCommand {
    private static final Pattern TIME = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d+)?Z");
    private static final String NONE = "No transaction is running";

    @Override
    protected void run() throws Exception {
        List<StationView.Transaction> transactions =
                Answers.of(gateway.station(stationId)).transactions();
        if (json) {
            Rows.print(System.out, StationView.Transaction.class, transactions, NONE, true);
        } else {
            Rows.print(System.out, Row.class, transactions.stream().map(Row::of).toList(), NONE, false);
        }
    }

    /** For people: narrow enough that the id stays whole. */
    private record Row(String transactionId, int evse, String state, String started, long energyWh, String notes) {
        static Row of(StationView.Transaction one) {
            List<String> notes = new ArrayList<>();
            if (one.queued() > 0) {
                notes.add(one.queued() == 1 ? "1 event waits" : one.queued() + " events wait");
            }
            Optional.ofNullable(one.waiting()).ifPresent(notes::add);
            Optional.ofNullable(one.suspended()).ifPresent(why -> notes.add("energy withheld: " + why));
            return new Row(
                    one.transactionId(),
                    one.evseId(),
                    one.chargingState(),
                    breakable(one.startedAt().toString()),
                    one.energyWh(),
                    breakable(String.join("; ", notes)));
        }

        /** Date and time as two words, which may stand in two lines. */
        private static String breakable(String text) {
            return TIME.matcher(text).replaceAll("$1 $2Z");
        }
    }
}
