package io.karge.testsystem;

import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Rows;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "csms", name = "transactions", description = "Lists the transactions that the test system was told of")
public final class CsmsTransactionsCommand extends ConsoleCommand {
    @Reference
    TestSystem testSystem;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Override
    protected void run() throws Exception {
        Rows.print(
                System.out,
                CsmsTransactions.Transaction.class,
                testSystem.server().transactions().all(),
                "No station has told of a transaction yet",
                json);
    }
}
